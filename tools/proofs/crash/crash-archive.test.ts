import { describe, test } from 'vitest';
import { trimArchived } from './archive-scenarios.ts';
import { aFifth, PROOF_TIMEOUT_MS, prove } from './prove-scenario.ts';

describe('nothing is removed that is not archived, and nothing is archived twice, wherever it breaks off', () => {
  test('trim with an archive', { timeout: PROOF_TIMEOUT_MS }, () => prove(trimArchived, aFifth(0)));
});
