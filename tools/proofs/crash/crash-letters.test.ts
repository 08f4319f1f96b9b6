import { describe, test } from 'vitest';
import { deadLetter, redrive, resend } from './letter-scenarios.ts';
import { aFifth, PROOF_TIMEOUT_MS, prove } from './prove-scenario.ts';

describe('nothing is lost and nothing happens twice, wherever it breaks off', () => {
  test.each([deadLetter, redrive, resend].map((scenario, turn) => ({ name: scenario.name, scenario, turn })))(
    '$name',
    { timeout: PROOF_TIMEOUT_MS },
    ({ scenario, turn }) => prove(scenario, aFifth(turn + 1)),
  );
});
