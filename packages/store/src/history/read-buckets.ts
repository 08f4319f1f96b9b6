import { mergeBucket, readBuckets as readLog } from '@weir/domain/history/bucket-log';
import type { SeriesName } from '@weir/domain/history/history';
import { LogCursor } from '@weir/domain/history/log-cursor';
import type { Polls } from '@weir/domain/history/polls';
import { bucketSpans, rollUp, type TakeBucket } from '@weir/domain/history/roll-up';
import { ROLLUPS } from '@weir/domain/history/rollup-shape';
import { COLUMNS, type SeriesKind } from '@weir/domain/history/series-kinds';
import { HOUR_MS, MINUTE_MS } from './close-recording.ts';
import { type Member, type PackReader, packsOf } from './packs.ts';
import { cursorIn } from './read-logs.ts';
import type { Statements } from './statements.ts';
import type { Stretch, Stretches } from './stretches.ts';

type Take = (bucket: number, places: Float64Array) => void;

/** Reads the minutes of one member of a pack; those of a series that stood still are made of its log. */
function minutesReader(polls: Polls): (kind: SeriesKind, bytes: Uint8Array, member: Member, take: Take) => void {
  const spans = bucketSpans(polls, MINUTE_MS);
  const usual = new Map(spans.map((span) => [span.bucket, span]));
  return (kind, bytes, { isLog, start, end }, take) => {
    if (isLog)
      rollUp(ROLLUPS[kind], new LogCursor(COLUMNS[kind], bytes, start, end), polls, spans, ({ bucket }, places) =>
        take(bucket, places),
      );
    else readLog(ROLLUPS[kind], bytes.subarray(start, end), (bucket) => usual.get(bucket), take);
  };
}

/** A series' minutes in these stretches, in the order of time; `take` gets the same array each time. */
export function eachMinute(
  packs: PackReader,
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
    if (stretch.open !== undefined) {
      const { polls } = stretch.open;
      const cursor = cursorIn(packs, stretch, series, kind);
      const take: TakeBucket = ({ bucket }, places) => upToEnd(bucket, places);
      if (cursor !== undefined) rollUp(ROLLUPS[kind], cursor, polls, bucketSpans(polls, MINUTE_MS), take);
    } else if (stretch.hasMinutes) {
      const found = packs.find('minutes', stretch.number, series);
      if (found !== undefined) minutesReader(stretches.pollsOf(stretch))(kind, found.bytes, found, upToEnd);
    }
  }
}

/** A series' hours in these stretches, in the order of time. */
export function eachHour(
  packs: PackReader,
  stretches: Stretches,
  within: readonly Stretch[],
  series: number,
  kind: SeriesKind,
  take: Take,
): void {
  const shape = ROLLUPS[kind];
  // An hour in which Weir was started anew lies in two recordings.
  const hours = new Map<number, Float64Array>();
  const merge = (hour: number, places: Float64Array): void => {
    let into = hours.get(hour);
    if (into === undefined) hours.set(hour, (into = new Float64Array(shape.width)));
    mergeBucket(shape, into, places);
  };
  for (const stretch of within) {
    if (stretch.open !== undefined) {
      const byHour: Take = (minute, places) => merge(Math.floor((minute * MINUTE_MS) / HOUR_MS), places);
      eachMinute(packs, stretches, [stretch], series, kind, byHour);
      continue;
    }
    const found = packs.find('hours', stretch.number, series);
    if (found !== undefined) readLog(shape, found.bytes.subarray(found.start, found.end), undefined, merge);
  }
  for (const [hour, places] of hours) take(hour, places);
}

/** One bucket of every named series of a stretch that is put away. */
export function* bucketsOfAll(
  statements: Statements,
  { number }: Stretch,
  names: ReadonlyMap<number, SeriesName>,
  wanted: number,
  /** Those of the recording, for minutes; without them it is hours. */
  polls: Polls | undefined,
): Generator<readonly [series: number, places: Float64Array]> {
  const readMinutes = polls && minutesReader(polls);
  for (const { bytes, members } of packsOf(statements, polls === undefined ? 'hours' : 'minutes', number)) {
    for (const member of members) {
      const kind = names.get(member.series)?.kind;
      if (kind === undefined) continue;
      let found: Float64Array | undefined;
      const take: Take = (bucket, places) => {
        if (bucket === wanted) found = Float64Array.from(places);
      };
      if (readMinutes !== undefined) readMinutes(kind, bytes, member, take);
      else readLog(ROLLUPS[kind], bytes.subarray(member.start, member.end), undefined, take);
      if (found !== undefined) yield [member.series, found];
    }
  }
}
