import { describe, expect, test } from 'vitest';
import { plainSentence } from '../wire/plain-sentence.ts';
import type { Selection } from './action-input.ts';
import { nothingMatches } from './choose-pending.ts';

const said = (selection: Selection) => plainSentence(nothingMatches(selection), 0);

describe('a choice that holds nothing', () => {
  test('names the time that left everything out', () => {
    expect(said({ matching: { minIdleMs: 300_000 } })).toBe(
      'No pending entry that matches was delivered 5 m 00 s ago or earlier.',
    );
  });

  test('says so plainly where time left nothing out', () => {
    expect(said({ matching: {} })).toContain('No pending entry matches.');
    expect(said({ matching: { minIdleMs: 0 } })).toContain('No pending entry matches.');
    expect(said({ ids: [] })).toContain('No pending entry matches.');
  });
});
