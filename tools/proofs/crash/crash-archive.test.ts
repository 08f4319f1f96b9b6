import { describe, test } from 'vitest';
import { addEntry, deleteArchived, restoreArchive, trimArchived } from './archive-scenarios.ts';
import { aFifth, PROOF_TIMEOUT_MS, prove } from './prove-scenario.ts';

describe('nothing is removed that is not archived, and nothing happens twice, wherever it breaks off', () => {
  test.each([trimArchived, deleteArchived, restoreArchive, addEntry].map((scenario, turn) => ({ ...scenario, turn })))(
    '$name',
    { timeout: PROOF_TIMEOUT_MS },
    ({ turn, ...scenario }) => prove(scenario, aFifth(turn)),
  );
});
