import { describe, test } from 'vitest';
import { aFifth, PROOF_TIMEOUT_MS, prove } from './prove-scenario.ts';
import { undoOf } from './scenario.ts';
import { acknowledge, claim, destroyGroup, rewind } from './scenarios.ts';

const SOAK = process.env['WEIR_SOAK'] === '1';
const MADE_ANEW = undoOf(destroyGroup);
// The group first and then what was pending has most calls; the others come with all of them.
const SCENARIOS = SOAK ? [MADE_ANEW, undoOf(claim), undoOf(acknowledge), undoOf(rewind)] : [MADE_ANEW];

describe('an undo puts back everything once, wherever it breaks off', () => {
  test.each(SCENARIOS)('$name', { timeout: PROOF_TIMEOUT_MS }, (scenario) =>
    prove(scenario, (all) => aFifth(1)(all).filter((_, index) => SOAK || index % 2 === 0)),
  );
});
