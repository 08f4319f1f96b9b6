import type { EntryAnswer } from '@weir/domain/wire/answers';
import { describe, expect, test } from 'vitest';
import { afterRead, EMPTY_TAIL, nextQuestion, released, type Tail, TAIL_ROWS, tailWords } from './tail.ts';

const entry = (n: number): EntryAnswer => ({ id: `${n}-0`, fields: [], sizeBytes: 0, cut: [] });
const from = (first: number, count: number) => Array.from({ length: count }, (_, at) => entry(first + at));
const ids = (entries: readonly EntryAnswer[]) => entries.map(({ id }) => Number(id.slice(0, -2)));

/** Reads entries in ascending order as the server would answer the tail's next question. */
const read = (tail: Tail, entries: readonly EntryAnswer[], { held = false, more = false } = {}) => {
  const asked = nextQuestion(tail);
  const items = asked.direction === 'asc' ? entries : entries.toReversed();
  return afterRead(tail, asked, { items, nextCursor: more ? 'more' : null }, held);
};

const started = read(EMPTY_TAIL, from(1, 3), { more: true });

describe('the tail', () => {
  test('starts with the newest and goes on behind the last one read', () => {
    expect(nextQuestion(EMPTY_TAIL)).toEqual({ direction: 'desc', cursor: null, limit: TAIL_ROWS });
    expect(ids(started.shown)).toEqual([3, 2, 1]);
    expect(nextQuestion(started)).toEqual({ direction: 'asc', cursor: '3-0', limit: TAIL_ROWS });
    expect(ids(read(started, from(4, 2)).shown)).toEqual([5, 4, 3, 2, 1]);
  });

  test('an answer with nothing new changes no row', () => {
    expect(ids(read(started, []).shown)).toEqual([3, 2, 1]);
    expect(nextQuestion(read(started, [])).cursor).toBe('3-0');
  });

  test('keeps no more rows than it shows', () => {
    const full = read(read(started, from(4, 150)), from(154, 150));
    expect(full.shown).toHaveLength(TAIL_ROWS);
    expect(ids(full.shown)[0]).toBe(303);
  });

  test('held, its rows stay and what comes waits, until it is let go', () => {
    const held = read(read(started, from(4, 2), { held: true }), from(6, 1), { held: true });
    expect(ids(held.shown)).toEqual([3, 2, 1]);
    expect(tailWords(held, true)).toBe('Held. 3 new entries wait.');
    expect(ids(released(held).shown)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(released(held).waitingCount).toBe(0);
  });

  test('passed by a burst, it starts at the newest again and shows nothing from before the hole', () => {
    const burst = read(started, from(4, 200), { more: true });
    expect(nextQuestion(burst).direction).toBe('desc');
    const again = read(burst, from(900, 200), { more: true });
    expect(ids(again.shown).at(-1)).toBe(900);
    expect(again).toMatchObject({ passedOver: true, behind: false, lastId: '1099-0' });
  });

  test('a burst while it is held is told as at least so many, and leaves no hole when let go', () => {
    const burst = read(started, from(4, 200), { held: true, more: true });
    const again = read(burst, from(900, 200), { held: true, more: true });
    expect(tailWords(again, true)).toBe('Held. More than 200 new entries wait.');
    expect(ids(released(again).shown)).toEqual(from(900, 200).map((_, at) => 1099 - at));
  });

  test('more than it keeps having waited, the oldest of them and all before are let go', () => {
    const held = read(read(started, from(4, 150), { held: true }), from(154, 150), { held: true });
    expect(held.waitingCount).toBe(300);
    expect(ids(released(held).shown)).toEqual(from(104, 200).map((_, at) => 303 - at));
  });

  test('of an empty stream it takes up the first entry', () => {
    const empty = read(EMPTY_TAIL, []);
    expect(nextQuestion(empty).direction).toBe('desc');
    expect(read(empty, from(1, 1))).toMatchObject({ lastId: '1-0', passedOver: false });
  });
});
