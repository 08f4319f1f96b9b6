import { BucketLog, mergeBucket, readBuckets } from '@weir/domain/history/bucket-log';
import { GrowingBytes } from '@weir/domain/history/growing-bytes';
import { writePolls } from '@weir/domain/history/polls';
import { type BucketSpan, bucketSpans, rollUp } from '@weir/domain/history/roll-up';
import { gaugePlace, ROLLUPS, type RollupShape } from '@weir/domain/history/rollup-shape';
import { type SeriesKind, widthOf } from '@weir/domain/history/series-kinds';
import { LogCursor } from '@weir/domain/history/series-log';
import type { OpenRecording, OpenSeries } from './open-recording.ts';
import { placeOf } from './series-place.ts';
import type { Statements } from './statements.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const HOURS_PER_DAY = 24;

/** Puts a recording away: its logs as they are, and minutes and hours of them. In the caller's transaction. */
export function closeRecording(statements: Statements, recording: OpenRecording): void {
  const { number, polls, logs } = recording;
  statements.dropJournal.run(number);
  if (polls.count === 0) {
    statements.dropRecording.run(number);
    return;
  }
  const spans = bucketSpans(polls, MINUTE_MS);
  for (const one of [...logs.values()].toSorted((a, b) => a.series - b.series)) {
    putAway(statements, recording, one, spans);
  }
  const out = new GrowingBytes();
  writePolls(polls, out);
  statements.closeRecording.run(out.taken(), polls.first, polls.last, number);
}

function putAway(
  statements: Statements,
  { number, polls }: OpenRecording,
  { series, kind, log }: OpenSeries,
  spans: readonly BucketSpan[],
): void {
  const place = placeOf(number, series);
  const changes = log.bytes.taken();
  statements.addLog.run(place, changes);
  const shape = ROLLUPS[kind];
  const minutes = new BucketLog(shape);
  const hours = new Map<number, Float64Array>();
  let at = 0;
  rollUp(shape, new LogCursor(widthOf(kind), changes), polls, spans, (minute, places) => {
    while (spans[at]?.bucket !== minute) at += 1;
    minutes.add(minute, places, spans[at]);
    const hour = Math.floor((minute * MINUTE_MS) / HOUR_MS);
    let into = hours.get(hour);
    if (into === undefined) hours.set(hour, (into = new Float64Array(shape.width)));
    mergeBucket(shape, into, places);
  });
  statements.addMinutes.run(place, minutes.taken());
  addHours(statements, shape, series, kind, hours);
}

function addHours(
  statements: Statements,
  shape: RollupShape,
  series: number,
  kind: SeriesKind,
  hours: ReadonlyMap<number, Float64Array>,
): void {
  for (const [hour, places] of hours) {
    const day = Math.floor(hour / HOURS_PER_DAY);
    const place = placeOf(day, series);
    statements.putHours.run(place, withHour(statements, shape, place, hour, places));
    if (kind === 'group') {
      const [unread, pending, behind] = GROUP_GAUGES.map((index) => highestIn(places, gaugePlace(index)));
      statements.putHighest.run(place, unread ?? null, pending ?? null, behind ?? null);
    }
  }
}

const GROUP_GAUGES = ['unread', 'pending', 'behindMs'].map((wanted) =>
  ROLLUPS.group.gauges.findIndex(({ name }) => name === wanted),
);

function highestIn(places: Float64Array, place: number): number | null {
  return (places[place + 4] ?? 0) === 0 ? null : (places[place + 2] ?? null);
}

/** The day's hours with this one in its place; what was there of it already (before a restart) is added to. */
function withHour(
  statements: Statements,
  shape: RollupShape,
  place: number,
  hour: number,
  places: Float64Array,
): Uint8Array {
  const kept = statements.hoursAt.get(place)?.['buckets'];
  const log = new BucketLog(shape);
  let isIn = false;
  if (kept instanceof Uint8Array) {
    readBuckets(shape, kept, undefined, (bucket, before) => {
      if (bucket > hour && !isIn) {
        log.add(hour, places);
        isIn = true;
      }
      if (bucket !== hour) return log.add(bucket, before);
      const merged = Float64Array.from(before);
      mergeBucket(shape, merged, places);
      log.add(hour, merged);
      isIn = true;
    });
  }
  if (!isIn) log.add(hour, places);
  return log.taken();
}
