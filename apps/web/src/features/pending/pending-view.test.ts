import type { PendingAnswer, PendingListAnswer } from '@weir/domain/wire/answers';
import { describe, expect, test } from 'vitest';
import { filterOf } from './pending-search.ts';
import { asEntry, deliveriesTone, lookedAtWords, nothingPendingWords, waitTone } from './pending-view.ts';

const item: PendingAnswer = {
  id: '1-0',
  consumer: 'worker-7',
  idleMs: 5,
  deliveredAt: 0,
  deliveries: 1,
  payload: 'present',
  fields: [['a', '1']],
  sizeBytes: 2,
};
const page = (over: Partial<PendingListAnswer>): PendingListAnswer => ({
  items: [item],
  nextCursor: null,
  lookedAt: 1,
  at: 0,
  ...over,
});
const all = filterOf({});
const narrow = filterOf({ consumer: 'worker-7' });

describe('pending list', () => {
  test('a payload that is gone or was not read is no entry', () => {
    expect(asEntry(item)).toEqual({ id: '1-0', fields: [['a', '1']], sizeBytes: 2, cut: [] });
    expect(asEntry({ ...item, payload: 'gone' })).toBeUndefined();
    expect(asEntry({ ...item, payload: 'not-read' })).toBeUndefined();
  });

  test('waiting warms up with the ramp', () => {
    expect(waitTone(1_000)).toBe('text-text-2');
    expect(waitTone(600_000)).toContain('text-warn');
    expect(waitTone(2_800_000)).toContain('text-crit');
  });

  test('repeated deliveries stand out, from the fifth on as trouble', () => {
    expect(deliveriesTone(1)).toContain('quiet');
    expect(deliveriesTone(2)).toContain('warn');
    expect(deliveriesTone(5)).toContain('crit');
  });

  test('says how many were looked at, so that a short page is not taken for all', () => {
    expect(lookedAtWords(page({}), all, 1311)).toBe('1 of 1,311 pending entries, the oldest first.');
    expect(lookedAtWords(page({ lookedAt: 5_000, nextCursor: '9-0' }), narrow, 90_000)).toBe(
      'Looked at 5,000 pending entries for this page, 1 matches.',
    );
    expect(lookedAtWords(page({ items: [item, item], lookedAt: 30 }), narrow, 30)).toContain(
      '2 match. The list ends here.',
    );
  });

  test('an empty page says which emptiness it is', () => {
    expect(nothingPendingWords(page({ items: [], nextCursor: '9-0', lookedAt: 5_000 }), narrow, 9_000)).toContain(
      'so far',
    );
    expect(nothingPendingWords(page({ items: [] }), narrow, 1_311)).toBe(
      'No pending entry matches. 1,311 without the filter.',
    );
    expect(nothingPendingWords(page({ items: [] }), all, 0)).toContain('everything delivered was acked');
    expect(nothingPendingWords(page({ items: [] }), all, 5)).toBe('The list ends here.');
  });
});
