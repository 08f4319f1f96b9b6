import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BucketLog, bucketStateWidth, mergeBucket, readBuckets } from './bucket-log.ts';
import { ByteReader, GrowingBytes } from './growing-bytes.ts';
import { OpenLogs } from './open-logs.ts';
import { Polls, readPolls, writePolls } from './polls.ts';
import { type BucketSpan, bucketSpans, rollUp } from './roll-up.ts';
import { countedPlace, gaugePlace, ROLLUPS } from './rollup-shape.ts';
import { columnOf } from './series-kinds.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const START = 1_795_262_400_000;
const SHAPE = ROLLUPS.group;

type Step =
  | { readonly is: 'same'; readonly times: number }
  | { readonly is: 'moves'; readonly added: number; readonly read: number; readonly acked: number }
  | { readonly is: 'restart' | 'unknown' | 'gap' | 'gone' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ is: fc.constant('same' as const), times: fc.integer({ min: 1, max: 40 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      is: fc.constant('moves' as const),
      added: fc.nat(50),
      read: fc.nat(50),
      acked: fc.nat(50),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constantFrom('restart', 'unknown', 'gap', 'gone') }) },
);

interface Sample {
  readonly at: number;
  readonly figures: Readonly<Record<string, number>> | null;
}

interface Course {
  readonly polls: Polls;
  readonly logs: OpenLogs;
  readonly samples: readonly Sample[];
  added: number;
  acked: number;
}

/** Plays the steps of one group, polled every two seconds, into a log that is written after every third minute. */
function play(steps: readonly Step[]): Course {
  const logs = new OpenLogs();
  const course: Course = { polls: logs.polls, logs, samples: [], added: 0, acked: 0 };
  const samples: Sample[] = [];
  const log = logs.add('group');
  let [at, added, read, pending] = [START, 1_000, 900, 10];
  let isKnown = true;
  let isAfterGap = true;
  const poll = (isThere: boolean): void => {
    const before = Math.floor(at / MINUTE_MS);
    at += 2_000;
    if (Math.floor(at / MINUTE_MS) !== before) {
      logs.turn();
      if (before % 3 === 0) logs.write(new GrowingBytes(), () => undefined);
    }
    const figures = {
      unread: added - read,
      pending,
      oldestUnreadAt: added === read ? 0 : START - 5_000,
      oldestPendingAt: 0,
      entriesAdded: isKnown ? added : NaN,
      entriesRead: isKnown ? read : NaN,
      positionMs: START + read,
      positionSeq: 0,
      deliveries: 1,
      consumers: 2,
      unreadQuality: 0,
    };
    samples.push({ at, figures: isThere ? figures : null });
    if (isThere) logs.note(Int32Array.of(log), Float64Array.from(Object.values(figures)));
    else logs.noteEnd(log);
    logs.polls.add(at, isAfterGap);
    isAfterGap = false;
    isKnown = true;
  };
  poll(true);
  for (const what of steps) {
    if (what.is === 'same') for (let left = what.times; left > 0; left -= 1) poll(true);
    else if (what.is === 'moves') {
      const reads = Math.min(what.read, added + what.added - read);
      const acks = Math.min(what.acked, pending + reads);
      added += what.added;
      read += reads;
      pending += reads - acks;
      // Not across a gap, an absence or figures that were not known.
      const before = samples.at(-1)?.figures;
      if (!isAfterGap && before != null && !Number.isNaN(before['entriesRead'])) {
        course.added += what.added;
        course.acked += acks;
      }
      poll(true);
    } else if (what.is === 'restart') {
      [added, read] = [Math.floor(added / 2), Math.floor(read / 2)];
      poll(true);
    } else if (what.is === 'unknown') {
      isKnown = false;
      poll(true);
    } else if (what.is === 'gone') poll(false);
    else {
      at += 130_000;
      isAfterGap = true;
    }
  }
  return { ...course, samples };
}

function rolled({ polls, logs }: Course, bucketMs = MINUTE_MS): Map<number, Float64Array> {
  const buckets = new Map<number, Float64Array>();
  rollUp(SHAPE, logs.cursor(0), polls, bucketSpans(polls, bucketMs), ({ bucket }, places) => {
    buckets.set(bucket, Float64Array.from(places));
  });
  return buckets;
}

const course = fc.array(step, { maxLength: 40 });

test('lowest, highest, last, sum and count of every minute are those of its polls', () => {
  fc.assert(
    fc.property(course, (steps) => {
      const played = play(steps);
      const buckets = rolled(played);
      const byMinute = Map.groupBy(
        played.samples.filter(({ figures }) => figures !== null),
        ({ at }) => Math.floor(at / MINUTE_MS),
      );
      expect([...buckets.keys()]).toEqual([...byMinute.keys()]);
      for (const [minute, samples] of byMinute) {
        const places = buckets.get(minute) ?? new Float64Array();
        expect(places[0]).toBe(samples.length);
        SHAPE.gauges.forEach(({ column, isInstant }, index) => {
          const values = samples.map(({ at, figures }) => {
            const figure = Object.values(figures ?? {})[column] ?? NaN;
            return isInstant && figure !== 0 ? at - figure : figure;
          });
          const place = gaugePlace(index);
          expect([...places.subarray(place, place + 5)]).toEqual([
            values.at(-1),
            Math.min(...values),
            Math.max(...values),
            values.reduce((sum, value) => sum + value, 0),
            values.length,
          ]);
        });
      }
    }),
    { numRuns: 60 },
  );
});

test('what was counted is what came in and was acknowledged: never less than nothing, never across a gap', () => {
  fc.assert(
    fc.property(course, (steps) => {
      const played = play(steps);
      const total = new Float64Array(SHAPE.width);
      for (const places of rolled(played).values()) {
        expect(places[countedPlace(SHAPE, 0)]).toBeGreaterThanOrEqual(0);
        expect(places[countedPlace(SHAPE, 0) + 1]).toBeGreaterThanOrEqual(0);
        mergeBucket(SHAPE, total, places);
      }
      const sureToCount = !steps.some(({ is }) => is === 'unknown' || is === 'restart');
      if (sureToCount) {
        expect(total[countedPlace(SHAPE, 0)]).toBe(played.added);
        expect(total[countedPlace(SHAPE, 1)]).toBe(played.acked);
      }
      const watched = played.polls.last - played.polls.first;
      expect(total[countedPlace(SHAPE, 0) + 1]).toBeLessThanOrEqual(watched);
    }),
    { numRuns: 100 },
  );
});

const NOTHING_USUAL = { from: 0, end: 0, watchedMs: 0 };

function logOf(
  buckets: Iterable<readonly [number, Float64Array]>,
  usual?: ReadonlyMap<number, BucketSpan>,
): Uint8Array {
  const [log, state, out] = [new BucketLog(SHAPE), new Float64Array(bucketStateWidth(SHAPE)), new GrowingBytes()];
  for (const [bucket, places] of buckets) log.add(state, 0, bucket, places, usual?.get(bucket) ?? NOTHING_USUAL, out);
  log.end(state, 0, out);
  return out.taken();
}

function bucketsIn(bytes: Uint8Array, usual?: ReadonlyMap<number, BucketSpan>): Map<number, Float64Array> {
  const back = new Map<number, Float64Array>();
  readBuckets(SHAPE, bytes, usual && ((bucket) => usual.get(bucket)), (bucket, places) => {
    back.set(bucket, Float64Array.from(places));
  });
  return back;
}

const spansOf = (polls: Polls) => new Map(bucketSpans(polls, MINUTE_MS).map((span) => [span.bucket, span]));

test('buckets come back exactly, with what is usual and without', () => {
  fc.assert(
    fc.property(course, fc.boolean(), (steps, isUsual) => {
      const played = play(steps);
      const buckets = rolled(played);
      const usual = isUsual ? spansOf(played.polls) : undefined;
      expect(bucketsIn(logOf(buckets, usual), usual)).toEqual(buckets);
    }),
    { numRuns: 60 },
  );
});

test('minutes made as time goes on, and their hour, are those made of the whole log', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 60, maxLength: 120 }), (steps) => {
      const played = play(steps);
      const { logs, polls } = played;
      const out = new GrowingBytes();
      const expected = rolled(played);
      logs.write(new GrowingBytes(), () => undefined);
      const whole = new Float64Array(SHAPE.width);
      for (const places of expected.values()) mergeBucket(SHAPE, whole, places);
      expect([...logs.endMinutes(0, out)]).toEqual([...whole]);
      expect(bucketsIn(out.taken(), spansOf(polls))).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

test('an hour at once is its minutes put together, whatever happens in it', () => {
  fc.assert(
    fc.property(course, (steps) => {
      const played = play(steps);
      const merged = new Map<number, Float64Array>();
      for (const [minute, places] of rolled(played)) {
        const hour = Math.floor((minute * MINUTE_MS) / HOUR_MS);
        const into = merged.get(hour) ?? new Float64Array(SHAPE.width);
        merged.set(hour, into);
        mergeBucket(SHAPE, into, places);
      }
      expect(rolled(played, HOUR_MS)).toEqual(merged);
    }),
    { numRuns: 100 },
  );
});

test('an instant that is still to come is no age yet, however long nothing changes', () => {
  const logs = new OpenLogs();
  const { polls } = logs;
  const log = logs.add('total');
  const figures = new Float64Array(8).fill(NaN);
  figures[columnOf('total', 'furthestAt')] = START + 25_000;
  logs.note(Int32Array.of(log), figures);
  for (let poll = 0; poll < 6; poll += 1) polls.add(START + poll * 10_000, false);
  const shape = ROLLUPS.total;
  const place = gaugePlace(shape.gauges.findIndex(({ name }) => name === 'behindMs'));
  const found: number[][] = [];
  rollUp(shape, logs.cursor(log), polls, bucketSpans(polls, MINUTE_MS), (_, places) => {
    found.push([...places.subarray(place, place + 5)]);
  });
  expect(found).toEqual([[25_000, 0, 25_000, 5_000 + 15_000 + 25_000, 6]]);
});

test('a minute in which nothing happens takes no room', () => {
  const still = play([{ is: 'same', times: 1_700 }]);
  const usual = spansOf(still.polls);
  const calm = [...rolled(still)].map(([bucket, places]) => {
    // Without the age that grows.
    const index = SHAPE.gauges.findIndex(({ column }) => column === columnOf('group', 'oldestUnreadAt'));
    places.fill(0, gaugePlace(index), gaugePlace(index) + 4);
    return [bucket, places] as const;
  });
  expect(calm.length).toBeGreaterThan(55);
  expect(logOf(calm, usual).length).toBeLessThan(70);
});

test('the moments of polls come back, gaps too', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 1e9 }), fc.boolean()), { maxLength: 200 }), (steps) => {
      const polls = new Polls();
      let at = START;
      for (const [after, isAfterGap] of steps) polls.add((at += after), isAfterGap);
      const out = new GrowingBytes();
      writePolls(polls, out);
      const back = readPolls(new ByteReader(out.taken()), new Polls());
      expect(back.count).toBe(polls.count);
      for (let index = 0; index < polls.count; index += 1) {
        expect([back.timeOf(index), back.gapBefore(index)]).toEqual([polls.timeOf(index), polls.gapBefore(index)]);
        expect(back.indexFrom(polls.timeOf(index))).toBe(index);
      }
    }),
  );
});
