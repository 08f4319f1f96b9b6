import { mergeBucket, readBuckets as readLog } from '@weir/domain/history/bucket-log';
import type { SeriesName } from '@weir/domain/history/history';
import type { Polls } from '@weir/domain/history/polls';
import { bucketSpans, rollUp } from '@weir/domain/history/roll-up';
import { ROLLUPS } from '@weir/domain/history/rollup-shape';
import type { SeriesKind } from '@weir/domain/history/series-kinds';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './close-recording.ts';
import { cursorIn } from './read-logs.ts';
import { placeOf, seriesIn } from './series-place.ts';
import type { Statements } from './statements.ts';
import type { Stretch, Stretches } from './stretches.ts';

type Take = (bucket: number, places: Float64Array) => void;

/** A series' minutes in these stretches, in the order of time; `take` gets the same array each time. */
export function eachMinute(
  statements: Statements,
  stretches: Stretches,
  within: readonly Stretch[],
  series: number,
  kind: SeriesKind,
  take: Take,
): void {
  for (const stretch of within) {
    const lastMinute = Math.floor(stretch.end / MINUTE_MS);
    const upToEnd: Take = (bucket, places) => {
      if (bucket <= lastMinute) take(bucket, places);
    };
    const polls = stretches.pollsOf(stretch);
    const spans = bucketSpans(polls, MINUTE_MS);
    if (stretch.open !== undefined) {
      const cursor = cursorIn(statements, stretch, series, kind);
      if (cursor !== undefined) rollUp(ROLLUPS[kind], cursor, polls, spans, upToEnd);
      continue;
    }
    const buckets = statements.minutesAt.get(placeOf(stretch.number, series))?.['buckets'];
    if (!(buckets instanceof Uint8Array)) continue;
    const usual = new Map(spans.map((span) => [span.bucket, span]));
    readLog(ROLLUPS[kind], buckets, (bucket) => usual.get(bucket), upToEnd);
  }
}

/** A series' hours of the days of a range, and those of what is being recorded. */
export function eachHour(
  statements: Statements,
  stretches: Stretches,
  within: readonly Stretch[],
  series: number,
  kind: SeriesKind,
  range: { readonly from: number; readonly to: number },
  take: Take,
): void {
  const shape = ROLLUPS[kind];
  for (let day = Math.floor(range.from / DAY_MS); day <= Math.floor(range.to / DAY_MS); day += 1) {
    const buckets = statements.hoursAt.get(placeOf(day, series))?.['buckets'];
    if (buckets instanceof Uint8Array) readLog(shape, buckets, undefined, take);
  }
  const hours = new Map<number, Float64Array>();
  const open = within.filter((stretch) => stretch.open !== undefined);
  eachMinute(statements, stretches, open, series, kind, (minute, places) => {
    const hour = Math.floor((minute * MINUTE_MS) / HOUR_MS);
    let into = hours.get(hour);
    if (into === undefined) hours.set(hour, (into = new Float64Array(shape.width)));
    mergeBucket(shape, into, places);
  });
  for (const [hour, places] of hours) take(hour, places);
}

/** One bucket of every named series among these rows that has it. `polls`: those of the recording, for minutes. */
export function* bucketsOfAll(
  rows: Iterable<Record<string, unknown>>,
  names: ReadonlyMap<number, SeriesName>,
  wanted: number,
  polls: Polls | undefined,
): Generator<readonly [series: number, places: Float64Array]> {
  const spans = polls === undefined ? undefined : bucketSpans(polls, MINUTE_MS);
  const usual = spans === undefined ? undefined : new Map(spans.map((span) => [span.bucket, span]));
  for (const row of rows) {
    const series = seriesIn(Number(row['place']));
    const name = names.get(series);
    const buckets = row['buckets'];
    if (name === undefined || !(buckets instanceof Uint8Array)) continue;
    let found: Float64Array | undefined;
    readLog(ROLLUPS[name.kind], buckets, usual && ((bucket) => usual.get(bucket)), (bucket, places) => {
      if (bucket === wanted) found = Float64Array.from(places);
    });
    if (found !== undefined) yield [series, found];
  }
}
