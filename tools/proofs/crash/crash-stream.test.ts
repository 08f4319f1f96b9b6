import { describe, test } from 'vitest';
import { PROOF_TIMEOUT_MS, proveScenario } from './prove-scenario.ts';
import { trim } from './scenarios.ts';

describe('nothing is lost and nothing happens twice, wherever it breaks off', () => {
  test.each([trim])('$name', { timeout: PROOF_TIMEOUT_MS }, proveScenario);
});
