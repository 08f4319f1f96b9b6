import { known, unknown } from '@weir/domain/known/known';
import type { RulerAnswer, RulerLane } from '@weir/domain/wire/answers';
import { describe, expect, test } from 'vitest';
import { laneDetail, marksWords, safeWords, unreadWords } from './ruler-words.ts';

const AT = 1_795_185_128_000;
const lane: RulerLane = {
  group: 'fulfilment',
  position: `${AT - 88_000}-0`,
  oldestUnreadId: known(`${AT - 87_000}-0`),
  unread: { known: true, value: 18_420, quality: 'exact', source: 'counter' },
  pending: 96,
  marks: [],
  marksComplete: true,
  lost: known(0),
};
const ruler = (over: Partial<RulerAnswer>): RulerAnswer => ({
  at: AT,
  firstId: `${AT - 7_200_000}-0`,
  lastId: `${AT}-0`,
  idsAreTimes: true,
  length: 10,
  groups: [lane],
  neededFrom: known(null),
  safeToTrim: known({ entries: 1_386_400, exact: true, bytes: 360_000_000 }),
  ...over,
});

describe('words beside a lane', () => {
  test('unread says how well it is known', () => {
    expect(unreadWords(lane.unread)).toBe('18,420 unread');
    expect(unreadWords({ known: true, value: 40, quality: 'at-most', source: '' })).toBe('at most 40 unread');
    expect(unreadWords({ known: true, value: 100_000, quality: 'more-than', source: '' })).toBe('over 100,000 unread');
    expect(unreadWords({ known: false, because: 'x' })).toBe('unread unknown');
  });

  test('behind and pending follow; behind is left out with nothing unread or without times', () => {
    expect(laneDetail(lane, AT, true)).toBe('1 m 27 s behind · 96 pending');
    expect(laneDetail(lane, AT, false)).toBe('96 pending');
    const done = { ...lane, unread: { known: true, value: 0, quality: 'exact', source: '' } as const };
    expect(laneDetail(done, AT, true)).toBe('96 pending');
    expect(laneDetail({ ...lane, oldestUnreadId: unknown('x') }, AT, true)).toBe('behind unknown · 96 pending');
  });
});

describe('words under the ruler', () => {
  test('what is safe to trim has its count in full and its size', () => {
    expect(safeWords(ruler({}))).toBe('Read and acked by every group: 1,386,400 entries, about 360 MB, safe to trim');
    expect(safeWords(ruler({ safeToTrim: known({ entries: 1, exact: false, bytes: null }) }))).toBe(
      'Read and acked by every group: at most 1 entry, safe to trim',
    );
  });

  test('nothing safe, not known and nobody there are three different things', () => {
    expect(safeWords(ruler({ safeToTrim: known({ entries: 0, exact: true, bytes: 0 }) }))).toContain(
      'still needs the oldest entry',
    );
    expect(safeWords(ruler({ safeToTrim: unknown('pending was not read') }))).toContain('pending was not read');
    expect(safeWords(ruler({ groups: [] }))).toBe('');
  });

  test('marks that are a sample say so', () => {
    expect(marksWords([lane])).toBe('');
    expect(marksWords([{ ...lane, marksComplete: false, marks: [{ id: '1-0', idleMs: 1 }] }])).toBe(
      'Marks of fulfilment show the oldest 1 pending entries only.',
    );
  });
});
