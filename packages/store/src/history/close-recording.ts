import { BucketLog, mergeBucket } from '@weir/domain/history/bucket-log';
import { GrowingBytes } from '@weir/domain/history/growing-bytes';
import { LogCursor } from '@weir/domain/history/log-cursor';
import { writePolls } from '@weir/domain/history/polls';
import { bucketSpans, RollUp } from '@weir/domain/history/roll-up';
import { ROLLUPS, type RollupShape } from '@weir/domain/history/rollup-shape';
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
 * A recording being put away: its logs as they are, and minutes and hours of them. A piece at a time, so that nobody
 * who asks for the past waits for all of it; until the last piece its journal stays, and it counts as open.
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
// A series that hardly changed is kept as its log for minutes too: that is smaller, and minutes are quickly made of it.
const STILL_BYTES = 128;

/** Made once for all series of a kind. */
interface Tools {
  readonly shape: RollupShape;
  readonly cursor: LogCursor;
  readonly rollUp: RollUp;
  readonly minutes: BucketLog;
  readonly hours: BucketLog;
}

const NO_BYTES = new Uint8Array(0);

export function beginClosing(statements: Statements, recording: OpenRecording, highest: HighestOfDay): Closing {
  const { number, polls, logs } = recording;
  // Of one that was cut short while it was put away.
  for (const drop of [statements.dropLogs, statements.dropMinutes, statements.dropHours]) drop.run(...placesOf(number));
  const inOrder = [...recording.logOf].toSorted(([a], [b]) => a - b);
  const minutes = bucketSpans(polls, MINUTE_MS);
  const hours = bucketSpans(polls, HOUR_MS);
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
    const made = {
      shape,
      cursor: new LogCursor(COLUMNS[kind], NO_BYTES),
      rollUp: new RollUp(shape),
      minutes: new BucketLog(shape, packs.minutes.body),
      hours: new BucketLog(shape, packs.hours.body),
    };
    tools.set(kind, made);
    return made;
  };
  let next = 0;

  /** Returns how long its log is. */
  function putAway(series: number, log: number): number {
    const kind = logs.kindOf(log);
    const { shape, cursor, rollUp, minutes: ofMinutes, hours: ofHours } = toolsOf(kind);
    const length = logs.lengthOf(log);
    const { body } = packs.log;
    body.need(length);
    const start = body.used;
    logs.copy(log, body.room, start);
    body.used += length;
    cursor.turnTo(body.room, start, start + length);
    ofHours.begin();
    const addHour = (hour: number, places: Float64Array): void => {
      ofHours.add(hour, places);
      if (kind === 'group') highest.raise(series, hour, places);
    };
    if (length <= STILL_BYTES) {
      rollUp.run(cursor, polls, hours, addHour);
      packs.minutes.body.append(body.room, start, start + length);
      packs.minutes.end(series, true);
    } else {
      const merged = new Map<number, Float64Array>();
      ofMinutes.begin();
      let at = 0;
      rollUp.run(cursor, polls, minutes, (minute, places) => {
        while (minutes[at]?.bucket !== minute) at += 1;
        ofMinutes.add(minute, places, minutes[at]);
        const hour = Math.floor((minute * MINUTE_MS) / HOUR_MS);
        let into = merged.get(hour);
        if (into === undefined) merged.set(hour, (into = new Float64Array(shape.width)));
        mergeBucket(shape, into, places);
      });
      ofMinutes.end();
      packs.minutes.end(series, false);
      for (const [hour, places] of merged) addHour(hour, places);
    }
    ofHours.end();
    packs.hours.end(series, false);
    packs.log.end(series, true);
    return length;
  }

  function finish(): void {
    for (const pack of Object.values(packs)) pack.flush();
    statements.dropJournal.run(number);
    if (polls.count === 0) {
      statements.dropRecording.run(number);
      return;
    }
    const out = new GrowingBytes();
    writePolls(polls, out);
    statements.closeRecording.run(out.taken(), polls.first, polls.last, number);
  }

  return {
    recording,
    step() {
      for (let done = 0; done < stepBytes;) {
        const one = inOrder[next];
        if (one === undefined) {
          finish();
          return true;
        }
        next += 1;
        done += SERIES_BYTES + putAway(...one);
      }
      return false;
    },
  };
}
