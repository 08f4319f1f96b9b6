import { describe, test } from 'vitest';
import { deadLetterLarge, redriveLarge } from './large-letter-scenarios.ts';
import { deadLetter, redrive, resend } from './letter-scenarios.ts';
import { aFifth, PROOF_TIMEOUT_MS, prove } from './prove-scenario.ts';

// Of the large ones, which go another way, a few in short: they have most ways, and share what the others prove.
const SOAK = process.env['WEIR_SOAK'] === '1';
const SCENARIOS = [deadLetter, redrive, resend, deadLetterLarge, redriveLarge];

describe('nothing is lost and nothing happens twice, wherever it breaks off', () => {
  test.each(SCENARIOS.map((scenario, turn) => ({ name: scenario.name, scenario, turn })))(
    '$name',
    { timeout: PROOF_TIMEOUT_MS },
    ({ scenario, turn }) =>
      prove(scenario, (all) => aFifth((turn + 1) % 5)(all).filter((_, at) => SOAK || turn < 3 || at % 17 === 0)),
  );
});
