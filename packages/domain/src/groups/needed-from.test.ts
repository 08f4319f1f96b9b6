import { expect, test } from 'vitest';
import { Rehearsal } from '../health/rehearsal.ts';
import { known, unknown } from '../known/known.ts';
import type { StreamObservation } from '../streams/stream-observation.ts';
import { neededFrom, safeToTrim } from './needed-from.ts';

/** A hundred entries, one a second, of which `read` were read and all but `kept` of those acked. */
function played(read: number, kept = 0): Rehearsal {
  const play = new Rehearsal();
  for (let n = 0; n < 100; n += 1) {
    play.add(1);
    play.at += 1000;
  }
  play.read('w1', read);
  play.ack('w1', read - kept);
  return play;
}

function streamOf(...plays: readonly Rehearsal[]): StreamObservation {
  const [first] = plays.map((play) => play.situation().stream);
  if (first === undefined) throw new Error('a stream needs a group here');
  return { ...first, memoryBytes: known(10_000), groups: plays.map((play) => play.situation().group) };
}

test('is the first unread entry where nothing is pending, and the count before it is exact', () => {
  const play = played(40);
  expect(neededFrom(streamOf(play))).toEqual({ known: true, value: play.ids[40] });
  expect(safeToTrim(streamOf(play))).toEqual({ known: true, value: { entries: 40, exact: true, bytes: 4000 } });
});

test('is the least over all groups', () => {
  const slow = played(10);
  const fast = played(90);
  expect(neededFrom(streamOf(fast, slow))).toEqual({ known: true, value: slow.ids[10] });
  expect(safeToTrim(streamOf(fast, slow))).toMatchObject({ value: { entries: 10, exact: true } });
});

test('is the smallest pending entry, and the count before it only "about"', () => {
  const play = played(60, 30);
  expect(neededFrom(streamOf(play))).toEqual({ known: true, value: play.ids[30] });
  expect(safeToTrim(streamOf(play))).toEqual({ known: true, value: { entries: 30, exact: false, bytes: 3000 } });
});

test('is nothing when all is read and acked: then everything may go', () => {
  const play = played(100);
  expect(neededFrom(streamOf(play))).toEqual({ known: true, value: null });
  expect(safeToTrim(streamOf(play))).toMatchObject({ value: { entries: 100, exact: true } });
});

test('leaves nothing to trim when the first entry is needed', () => {
  expect(safeToTrim(streamOf(played(0)))).toMatchObject({ value: { entries: 0, exact: true } });
});

test('is unknown without groups, and as soon as one group is unknown', () => {
  const play = played(40);
  const stream = streamOf(play);
  expect(neededFrom({ ...stream, groups: [] }).known).toBe(false);
  const blurred = { ...play.situation().group, oldestUnreadId: unknown('too many') };
  expect(neededFrom({ ...stream, groups: [...stream.groups, blurred] })).toEqual({
    known: false,
    because: 'not known for fulfilment: too many',
  });
});

test('the count before a pending entry never errs upward, however unevenly entries came', () => {
  const play = new Rehearsal();
  play.add(10);
  play.at += 3_600_000;
  play.add(90);
  play.read('w1', 60);
  play.ack('w1', 30);
  const safe = safeToTrim(streamOf(play));
  expect(safe).toMatchObject({ known: true, value: { entries: 30, exact: false } });
  // Others behind it lower the bound for all.
  const late = played(20);
  late.read('w1', 1);
  expect(safeToTrim(streamOf(play, late))).toMatchObject({ value: { entries: 20, exact: false } });
});

test('where no group can say its unread, the count is unknown', () => {
  const play = played(60, 30);
  const { stream, group } = play.situation();
  const blurred = { ...group, unread: { known: false, because: 'being counted' } } as const;
  expect(safeToTrim({ ...stream, groups: [blurred] }).known).toBe(false);
});

test('a bound of unread is not passed off as an exact count', () => {
  const play = played(40);
  const { stream, group } = play.situation();
  const bounded = { ...group, unread: { known: true, value: 70, quality: 'at-most', source: 'lag' } } as const;
  expect(safeToTrim({ ...stream, groups: [bounded] })).toMatchObject({ known: true, value: { exact: false } });
});
