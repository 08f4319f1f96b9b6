import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareEntryIds, MAX_ID, ZERO_ID, type EntryId } from '../entries/entry-id.ts';
import { unreadByPosition, unreadByServer, type StreamMark } from './resolve-unread.ts';

const id = (ms: number | bigint, seq: number | bigint = 0): EntryId => `${ms}-${seq}` as EntryId; // canonical by hand

function mark(ids: readonly EntryId[], change: Partial<StreamMark> = {}): StreamMark {
  return {
    length: ids.length,
    firstId: ids[0] ?? null,
    lastId: ids.at(-1) ?? null,
    lastGeneratedId: ids.at(-1) ?? ZERO_ID,
    entriesAdded: ids.length,
    maxDeletedId: ZERO_ID,
    ...change,
  };
}

const exactly = (value: number): object => ({ known: true, value, quality: 'exact' });

describe('unread entries by the position alone', () => {
  test('an empty stream has none, wherever the group stands', () => {
    for (const position of [ZERO_ID, id(7), MAX_ID]) {
      expect(unreadByPosition(mark([], { lastGeneratedId: id(9) }), position)).toMatchObject(exactly(0));
    }
  });

  test('at the last entry that exists there are none, although later ids were given and deleted', () => {
    const stream = mark([id(1), id(5)], { lastGeneratedId: id(9), maxDeletedId: id(9) });
    expect(unreadByPosition(stream, id(5))).toMatchObject(exactly(0));
    expect(unreadByPosition(stream, id(7))).toMatchObject(exactly(0));
  });

  test('before the first entry all are unread', () => {
    expect(unreadByPosition(mark([id(4), id(5)]), id(3, 9))).toMatchObject(exactly(2));
  });

  test('in between the position does not tell', () => {
    expect(unreadByPosition(mark([id(1), id(2), id(3)]), id(1))).toBeUndefined();
    expect(unreadByPosition(mark([id(1), id(2), id(3)]), id(2, 5))).toBeUndefined();
  });

  test('ids are compared as pairs of 64-bit numbers', () => {
    const top = 2n ** 64n - 1n;
    const stream = mark([id(9), id(10), id(top, 1)]);
    expect(unreadByPosition(stream, id(9))).toBeUndefined();
    expect(unreadByPosition(stream, id(top, 1))).toMatchObject(exactly(0));
    expect(unreadByPosition(stream, id(8, top))).toMatchObject(exactly(3));
  });

  test('is what counting finds, whenever it says anything', () => {
    const ids = fc.uniqueArray(fc.tuple(fc.nat(12), fc.nat(3)), { selector: String, maxLength: 8 });
    fc.assert(
      fc.property(ids, fc.nat(13), fc.nat(4), (pairs, ms, seq) => {
        const entries = pairs.map(([a, b]) => id(a, b)).toSorted(compareEntryIds);
        const position = id(ms, seq);
        const decided = unreadByPosition(mark(entries), position);
        const counted = entries.filter((entry) => compareEntryIds(entry, position) > 0).length;
        if (decided !== undefined) expect(decided).toMatchObject(exactly(counted));
        else expect(counted).toBeGreaterThan(0);
      }),
    );
  });
});

describe("the server's figure", () => {
  const stream = mark([id(1), id(2), id(3), id(4)]);

  test('is an upper bound, and never above the length', () => {
    expect(unreadByServer(stream, 3, 0)).toMatchObject({ value: 3, quality: 'at-most' });
    expect(unreadByServer(stream, 99, 0)).toMatchObject({ value: 4, quality: 'at-most' });
  });

  test('is none when the server has none', () => {
    expect(unreadByServer(stream, null, 0)).toBeUndefined();
    expect(unreadByServer(stream, undefined, 0)).toBeUndefined();
  });

  test('is not believed below what was counted, nor below zero', () => {
    expect(unreadByServer(stream, -995, 0)).toBeUndefined();
    expect(unreadByServer(stream, 2, 2)).toBeUndefined();
  });
});
