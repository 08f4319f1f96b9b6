import { expect, test } from 'vitest';
import { createCallGaps } from '../consumers/call-gaps.ts';
import { parseEntryId, ZERO_ID } from '../entries/entry-id.ts';
import type { GroupObservation } from '../groups/group-observation.ts';
import { keptBaseline, type Learning, recallBaseline } from './baseline.ts';
import { newGroupMemory } from './group-memory.ts';
import { createHourlyUsual } from './hourly-usual.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = DAY * 20_000;
const POSITION = parseEntryId(`${START}-4`) ?? ZERO_ID;

const nothing = (): Learning => ({
  memory: newGroupMemory(),
  hourlyUsual: createHourlyUsual(),
  callGaps: createCallGaps(),
});
// Sound for what is looked at.
const at = (position: string) => ({ position }) as unknown as GroupObservation;

function run(learning: Learning, from: number, ms: number, perSecond: number): void {
  for (let t = from; t < from + ms; t += 10_000)
    learning.hourlyUsual.note(t, Math.round(((t - START) / 1_000) * perSecond));
}

/** A day of two entries a second, and half an hour of the next. */
function learned(change: Partial<Learning['memory']> = {}): Learning {
  const learning = nothing();
  run(learning, START, DAY + HOUR / 2, 2);
  const list = (lastCallAt: number) => ({
    readAt: START + DAY,
    consumers: [{ consumer: 'w-1', pending: 0, lastCallAt, lastGotWorkAt: { known: false, because: 'x' } as const }],
  });
  learning.callGaps.note(list(START), list(START + 90_000));
  Object.assign(learning.memory, {
    judgedAt: START + DAY,
    position: POSITION,
    movedAt: START + DAY - 5_000,
    watchedSince: START,
    usualHandlingMs: 1_234.5678,
    pauses: 3,
    pauseMs: 600_000,
    ...change,
  });
  return learning;
}

const LATER = START + DAY + HOUR / 2 + 120_000;

test('a restart forgets nothing that was learned: usual handling, habits, hours, gaps between calls', () => {
  const text = keptBaseline(learned());
  const again = nothing();
  expect(recallBaseline(again, at(POSITION), text ?? '', LATER)).toBe(true);
  expect(again.memory).toMatchObject({
    judgedAt: LATER,
    position: POSITION,
    movedAt: START + DAY - 5_000,
    watchedSince: START,
    usualHandlingMs: 1_234.568,
    pauses: 3,
    pauseMs: 600_000,
  });
  expect(again.hourlyUsual.at(START)).toMatchObject({ known: true, value: { days: 1 } });
  expect(again.callGaps.longest(LATER)).toEqual({ ms: 90_000, consumer: 'w-1' });
});

test('the hour in which Weir was started anew is one hour, half of it seen before and half after', () => {
  const again = nothing();
  recallBaseline(again, at(POSITION), keptBaseline(learned()) ?? '', LATER);
  run(again, LATER, HOUR, 2);
  const usual = again.hourlyUsual.at(START);
  expect(usual).toMatchObject({ known: true, value: { days: 2 } });
  if (usual.known) expect(usual.value.perSecond).toBeCloseTo(2, 3);
});

test('of a group that went on meanwhile the time it last moved is not known; of one that went back nothing is taken over', () => {
  const text = keptBaseline(learned()) ?? '';
  const moved = nothing();
  recallBaseline(moved, at(`${LATER}-0`), text, LATER);
  expect(moved.memory).toMatchObject({ movedAt: LATER, watchedSince: LATER, pauses: 3, position: `${LATER}-0` });
  const anew = nothing();
  expect(recallBaseline(anew, at(ZERO_ID), text, LATER)).toBe(false);
  expect(anew.memory).toEqual(newGroupMemory());
  expect(anew.hourlyUsual.kept).toBeUndefined();
});

test('a loss that was going on goes on as the same one, and an old one stays old', () => {
  const lost = { lost: 500, lostBefore: 40, lostCarried: 7, lostSince: START + DAY - 60_000 };
  const going = nothing();
  const text = keptBaseline(learned({ ...lost, lostSeenAt: START + DAY - 2_000 }));
  recallBaseline(going, at(POSITION), text ?? '', LATER);
  expect(going.memory).toMatchObject({ ...lost, lostSeenAt: LATER });
  const over = nothing();
  const old = keptBaseline(learned({ ...lost, lostSeenAt: START + HOUR }));
  recallBaseline(over, at(POSITION), old ?? '', LATER);
  expect(over.memory).toMatchObject({ ...lost, lostSeenAt: START + HOUR });
});

test('what comes late is taken over where nothing newer was learned', () => {
  const late = nothing();
  Object.assign(late.memory, { judgedAt: LATER - 5_000, position: POSITION, movedAt: LATER - 5_000, lost: 3 });
  run(late, LATER - 60_000, 60_000, 2);
  recallBaseline(late, at(POSITION), keptBaseline(learned({ lost: 500 })) ?? '', LATER);
  expect(late.memory).toMatchObject({ lost: 3, usualHandlingMs: 1_234.568, movedAt: START + DAY - 5_000 });
  expect(late.hourlyUsual.at(START + 3 * HOUR)).toMatchObject({ known: true });
  expect(late.hourlyUsual.kept?.ms).toBeGreaterThan(HOUR / 2 - 60_000);
});

test('nothing learned is nothing to keep, and what is no baseline is worth nothing', () => {
  expect(keptBaseline(nothing())).toBeUndefined();
  const text = keptBaseline(learned()) ?? '';
  for (const bad of ['', '{}', 'null', text.slice(1), text.replace('"pauses":3', '"pauses":"3"')]) {
    const learning = nothing();
    expect(recallBaseline(learning, at(POSITION), bad, LATER)).toBe(false);
    expect(learning.memory).toEqual(newGroupMemory());
  }
});
