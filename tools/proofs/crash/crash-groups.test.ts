import { describe, test } from 'vitest';
import { PROOF_TIMEOUT_MS, proveScenario } from './prove-scenario.ts';
import { deleteStream, destroyGroup, newGroup, removeConsumer, rewind } from './scenarios.ts';

describe('nothing is lost and nothing happens twice, wherever it breaks off', () => {
  test.each([newGroup, rewind, destroyGroup, removeConsumer, deleteStream])(
    '$name',
    { timeout: PROOF_TIMEOUT_MS },
    proveScenario,
  );
});
