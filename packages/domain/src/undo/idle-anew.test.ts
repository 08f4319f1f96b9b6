import { describe, expect, test } from 'vitest';
import type { GroupFacts, Look, StreamFacts } from '../actions/look.ts';
import type { SeenEntry } from '../actions/seen-entry.ts';
import { plainSentence } from '../wire/plain-sentence.ts';
import { idleAnewAmong, idleAnewSentence } from './idle-anew.ts';
import { putBackFreezer } from './put-back-entries.ts';
import { createTally } from './tally.ts';
import type { UndoGround } from './undo-rule.ts';

const MANY = 70_000;
const inOrder = (at: number): number => at;

describe('idle time', () => {
  const costs = { earlierTimesCost: true };

  test('starts anew only among very many newer ones, and only where a server passes them one by one', () => {
    expect(idleAnewAmong(20_001, costs)).toEqual({ idleAnew: true });
    expect(idleAnewAmong(20_000, costs)).toEqual({});
    expect(idleAnewAmong(5_000_000, { earlierTimesCost: false })).toEqual({});
  });

  test('is spoken of when it does', () => {
    expect(idleAnewSentence(412_000, {})).toEqual([]);
    expect(plainSentence(idleAnewSentence(412_000, { idleAnew: true }), 0)).toContain('up to 412,000.');
  });
});

describe('how many newer ones an entry is put back behind', () => {
  test('none where the order of ids is the order of delivery, however many go back', async () => {
    expect(await passed(inOrder, null)).toEqual({ said: 0, most: 0 });
  });

  test('one block for a single early id that was delivered late', async () => {
    expect(await passed((at) => (at === 7 ? MANY : at), null)).toEqual({ said: 100, most: 1 });
  });

  test.each([
    ['the other way round', (at: number) => MANY - at],
    ['up and down', (at: number) => (at * 7_919) % MANY],
  ])('never fewer than it is when they were delivered %s', async (_, timeOf) => {
    const { said, most } = await passed(timeOf, null);
    expect(most).toBeGreaterThan(20_000);
    expect(said).toBeGreaterThanOrEqual(most);
    expect(said).toBeLessThan(MANY);
  });

  test('what the group has pending now counts besides', async () => {
    expect((await passed(inOrder, 300)).said).toBe(300);
  });
});

/** What the freezer says, and what a list searched from the newest on would pass at the worst. */
async function passed(timeOf: (at: number) => number, pending: number | null) {
  const all: SeenEntry[] = [];
  const ground = {
    look: { missing: () => Promise.resolve(new Set()), pending: () => Promise.resolve({ rows: [], next: null }) },
    freezer: { freeze: (some: SeenEntry[]) => Promise.resolve(void all.push(...some)), progress: () => undefined },
  };
  const group = pending === null ? null : ({ group: 'g', pending } as GroupFacts); // what is asked of it here
  const facts = { stream: 's' } as StreamFacts; // only handed on
  const set = putBackFreezer(
    { ...ground, look: ground.look as unknown as Look } as unknown as UndoGround, // what is asked of it here
    facts,
    group,
    createTally(),
  );
  for (let at = 0; at < MANY; at += 5_000) {
    const some = Array.from({ length: 5_000 }, (_, index) => entry(at + index, timeOf(at + index)));
    await set.add(some, undefined);
  }
  const said = await set.end();
  expect(all).toHaveLength(MANY);
  return { said, most: mostPassed(all.map(({ deliveredAt }) => deliveredAt)) };
}

function entry(at: number, deliveredAt: number): SeenEntry {
  return { id: `${at + 1}-0` as SeenEntry['id'], consumer: 'c', deliveries: 1, deliveredAt }; // canonical by hand
}

/** Of times put into a sorted list one after the other, the most that were later when one came. */
function mostPassed(times: readonly number[]): number {
  const sums = new Int32Array(MOST_TIME + 1);
  let most = 0;
  for (const [before, time] of times.entries()) {
    let upTo = 0;
    for (let at = time + 1; at > 0; at -= at & -at) upTo += sums[at] ?? 0;
    most = Math.max(most, before - upTo);
    for (let at = time + 1; at <= MOST_TIME; at += at & -at) sums[at] = (sums[at] ?? 0) + 1;
  }
  return most;
}

const MOST_TIME = 1 << 17;
