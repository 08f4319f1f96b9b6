import { describe, test } from 'vitest';
import { PROOF_TIMEOUT_MS, proveScenario } from './prove-scenario.ts';
import { trim, rewind, newGroup } from './scenarios.ts';

describe('nothing is lost and nothing happens twice, wherever it breaks off', () => {
  test.each([trim, rewind, newGroup])('$name', { timeout: PROOF_TIMEOUT_MS }, proveScenario);
});
