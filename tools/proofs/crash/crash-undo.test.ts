import { describe, test } from 'vitest';
import { aFifth, PROOF_TIMEOUT_MS, prove } from './prove-scenario.ts';
import { undoOf } from './scenario.ts';
import { acknowledge, claim, deleteStream, destroyGroup, removeConsumer, rewind } from './scenarios.ts';

const SOAK = process.env['WEIR_SOAK'] === '1';
const MADE_ANEW = undoOf(destroyGroup);
// The group first and then what was pending has most calls; the others come with all of them.
const REST = [claim, acknowledge, rewind, removeConsumer, deleteStream].map(undoOf);
const SCENARIOS = SOAK ? [MADE_ANEW, ...REST] : [MADE_ANEW];

describe('an undo puts back everything once, wherever it breaks off', () => {
  test.each(SCENARIOS)('$name', { timeout: PROOF_TIMEOUT_MS }, (scenario) =>
    prove(scenario, (all) => aFifth(1)(all).filter((_, index) => SOAK || index % 2 === 0)),
  );
});
