import { BucketLog, bucketStateWidth } from '@weir/domain/history/bucket-log';
import { GrowingBytes } from '@weir/domain/history/growing-bytes';
import { LogCursor } from '@weir/domain/history/log-cursor';
import { STILL_BYTES } from '@weir/domain/history/open-logs';
import { writePolls } from '@weir/domain/history/polls';
import { bucketSpans, RollUp } from '@weir/domain/history/roll-up';
import { ROLLUPS } from '@weir/domain/history/rollup-shape';
import { COLUMNS, type SeriesKind } from '@weir/domain/history/series-kinds';
import type { HighestOfDay } from './highest-of-day.ts';
import type { OpenRecording } from './open-recording.ts';
import { PackWriter } from './packs.ts';
import { placesOf } from './series-place.ts';
import type { Statements } from './statements.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/**
 * A recording being put away: its logs as they are, its minutes and hours. Of a series that hardly changed the log is kept
 * as long as minutes are, instead of them: that is smaller. A piece at a time, so that nobody who asks for the past waits
 * for all of it; until the last piece its journal stays, and it counts as open.
 */
export interface Closing {
  readonly recording: OpenRecording;
  /** Puts a piece away, in the caller's transaction; true once there is nothing left. */
  step(): boolean;
}

// An hour is put away in at most so many pieces, none of them smaller than is worth it.
const MOST_STEPS = 30;
const LEAST_STEP_BYTES = 262_144;
// A series that stands still costs about as much as this many bytes of one that does not.
const SERIES_BYTES = 150;

/** Made once for all series of a kind. */
interface Tools {
  readonly cursor: LogCursor;
  readonly rollUp: RollUp;
  readonly buckets: BucketLog;
  /** The state of `buckets`. */
  readonly state: Float64Array;
}

const NO_BYTES = new Uint8Array(0);
const NOTHING_USUAL = { from: 0, end: 0, watchedMs: 0 };

export function beginClosing(statements: Statements, recording: OpenRecording, highest: HighestOfDay): Closing {
  const { number, polls, logs } = recording;
  // Of one that was cut short while it was put away.
  for (const drop of [statements.dropLogs, statements.dropMinutes, statements.dropHours]) drop.run(...placesOf(number));
  const inOrder = Int32Array.from(recording.logOf.keys()).toSorted();
  // It lies in one hour.
  const hours = bucketSpans(polls, HOUR_MS);
  const hour = hours[0]?.bucket ?? 0;
  const packs = {
    log: new PackWriter(statements, 'log', number),
    minutes: new PackWriter(statements, 'minutes', number),
    hours: new PackWriter(statements, 'hours', number),
  };
  const stepBytes = Math.max(LEAST_STEP_BYTES, (logs.bytes + SERIES_BYTES * logs.count) / MOST_STEPS);
  const tools = new Map<SeriesKind, Tools>();
  const toolsOf = (kind: SeriesKind): Tools => {
    const known = tools.get(kind);
    if (known !== undefined) return known;
    const shape = ROLLUPS[kind];
    const made: Tools = {
      cursor: new LogCursor(COLUMNS[kind], NO_BYTES),
      rollUp: new RollUp(shape, (_, places) => putHour(kind, places)),
      buckets: new BucketLog(shape),
      state: new Float64Array(bucketStateWidth(shape)),
    };
    tools.set(kind, made);
    return made;
  };
  let next = 0;
  let series = 0;

  function putHour(kind: SeriesKind, places: Float64Array): void {
    const { buckets, state } = toolsOf(kind);
    state.fill(0);
    buckets.add(state, 0, hour, places, NOTHING_USUAL, packs.hours.body);
    if (kind === 'group') highest.raise(series, hour, places);
  }

  /** Returns how long its log is. */
  function putAway(log: number): number {
    const kind = logs.kindOf(log);
    const length = logs.lengthOf(log);
    const { body } = packs.log;
    body.need(length);
    const start = body.used;
    logs.copy(log, body.room, start);
    body.used += length;
    if (length <= STILL_BYTES) {
      const { rollUp, cursor } = toolsOf(kind);
      rollUp.begin(polls, hours);
      if (logs.isStill(log)) rollUp.hold(logs.figuresOf(log), 0, true, 0, polls.count);
      else {
        cursor.turnTo(body.room, start, start + length);
        rollUp.run(cursor);
      }
      packs.minutes.body.append(body.room, start, start + length);
      packs.minutes.end(series, true);
    } else {
      const places = logs.endMinutes(log, packs.minutes.body);
      packs.minutes.end(series, false);
      if ((places[0] as number) > 0) putHour(kind, places);
    }
    packs.hours.end(series, false);
    packs.log.end(series, true);
    return length;
  }

  function finish(): void {
    for (const pack of Object.values(packs)) pack.flush();
    if (polls.count === 0) {
      statements.dropRecording.run(number);
      return;
    }
    const out = new GrowingBytes();
    writePolls(polls, out);
    statements.closeRecording.run(out.taken(), polls.first, polls.last, number);
  }

  logs.minutes.turn();
  return {
    recording,
    step() {
      for (let done = 0; done < stepBytes;) {
        if (next === inOrder.length) {
          finish();
          return true;
        }
        series = inOrder[next] as number;
        next += 1;
        done += SERIES_BYTES + putAway(recording.logOf.get(series) as number);
      }
      return false;
    },
  };
}
