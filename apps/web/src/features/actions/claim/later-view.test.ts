import type { LaterFinding } from '@weir/domain/jobs/job';
import { describe, expect, test } from 'vitest';
import { idleReceivers, laterSums, watchWords } from './later-view.ts';

const LATER: LaterFinding = {
  watchedMs: 22_000,
  complete: false,
  consumers: [
    { consumer: 'worker-1', got: 214, acknowledged: 200, delivered: 14, untouched: 0 },
    { consumer: 'worker-2', got: 214, acknowledged: 0, delivered: 0, untouched: 214 },
    { consumer: 'worker-3', got: 214, acknowledged: 100, delivered: 0, untouched: 114 },
  ],
};

describe('what consumers did with the entries they got', () => {
  test('adds up over all of them', () => {
    expect(laterSums(LATER)).toEqual({ got: 642, acknowledged: 300, delivered: 14, untouched: 328 });
  });

  test('names who has not touched any, and not who is on the way', () => {
    expect(idleReceivers(LATER)).toEqual([{ consumer: 'worker-2', untouched: 214 }]);
  });

  test('accuses nobody in the first seconds', () => {
    expect(idleReceivers({ ...LATER, watchedMs: 6_000 })).toEqual([]);
  });

  test('says how long it still goes on', () => {
    expect(watchWords(LATER)).toBe('38 s left');
    expect(watchWords(null)).toContain('first look');
    expect(watchWords({ ...LATER, complete: true })).toBe('Watched for 60 s.');
  });
});
