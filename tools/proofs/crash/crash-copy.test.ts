import { describe, test } from 'vitest';
import { PROOF_TIMEOUT_MS, proveScenario } from './prove-scenario.ts';
import { copy } from './scenarios.ts';

describe('nothing is lost and nothing happens twice, wherever it breaks off', () => {
  test.each([copy])('$name', { timeout: PROOF_TIMEOUT_MS }, proveScenario);
});
