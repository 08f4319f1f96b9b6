import type { DatabaseSync } from 'node:sqlite';
import { GrowingBytes } from '@weir/domain/history/growing-bytes';
import type { HistoryTick } from '@weir/domain/history/history';
import type { SeriesKind } from '@weir/domain/history/series-kinds';
import { SpareBlocks } from '@weir/domain/history/spare-blocks';
import { beginClosing, type Closing, DAY_MS, HOUR_MS, MINUTE_MS } from './close-recording.ts';
import { addEvents } from './event-rows.ts';
import { createHighestOfDay } from './highest-of-day.ts';
import type { HistoryPaths } from './history-paths.ts';
import { inTransaction } from './in-transaction.ts';
import { logIn, type OpenRecording, openRecording } from './open-recording.ts';
import { putAwayLeftOvers } from './put-away-left-overs.ts';
import { RecordingJournal, removeJournals } from './recording-journal.ts';
import type { Statements } from './statements.ts';
import { ToldSeries } from './told-series.ts';
import type { VerdictRows } from './verdict-rows.ts';

/** Writes down what polls saw. It is never ended: what is under way when Weir stops is put away by the next one. */
export interface Recorder {
  note(tick: HistoryTick): 'kept' | 'again';
  /** What is not put away yet: the recording under way, and before it those of the hours before. */
  underWay(connection: string): readonly OpenRecording[];
  close(): void;
}

/** Where recordings under way are journaled, and how large such a file may get; null = as large as the disk allows. */
export interface Journals {
  readonly paths: HistoryPaths;
  readonly hardLimitBytes: number | null;
}

interface Told {
  recording: Journaled;
  /** Those that are being put away, a piece with every poll. */
  readonly closing: { readonly of: Journaled; readonly piece: Closing }[];
  /** Series by the key they have in ticks. */
  readonly keys: ToldSeries;
  /** The keys of the poll before, their logs and series: polls name much the same ones in the same order. */
  readonly seen: { keys: Float64Array; logs: Int32Array; series: Int32Array };
}

const NO_KEYS = new Float64Array(0);

interface Journaled extends OpenRecording {
  readonly journal: RecordingJournal;
}

// A clock that steps back a little is waited for; one that steps back further begins a recording of its own.
const CLOCK_STEP_MS = 5_000;
const MISSED_POLLS = 3;
const LEAST_INTERVAL_MS = 5_000;
// More than the hour before are not kept in memory, however rarely a poll comes.
const CLOSING_AT_ONCE = 1;

/** What was under way when the last Weir ended is put away first. `onClose`: after each hour, outside its transaction. */
export function createRecorder(
  file: DatabaseSync,
  statements: Statements,
  verdicts: VerdictRows,
  { paths, hardLimitBytes }: Journals,
  onClose: () => void,
): Recorder {
  const told = new Map<string, Told>();
  const spare = new SpareBlocks();
  let highest = createHighestOfDay(statements);
  inTransaction(file, () => putAwayLeftOvers(statements, paths, highest));
  removeJournals(paths);

  function begin(connection: string, at: number): Journaled {
    const number = Number(statements.beginRecording.run(connection, at, at).lastInsertRowid);
    const journal = new RecordingJournal(paths, number, at, hardLimitBytes);
    return { ...openRecording(number, connection, spare), journal };
  }

  /** The recording this poll belongs to, and its time in it. */
  function placed(tick: HistoryTick): { of: Told; at: number; isAfterGap: boolean } | undefined {
    const known = told.get(tick.connection);
    if (known === undefined) {
      if (!tick.isWhole) return undefined;
      const fresh: Told = {
        recording: begin(tick.connection, tick.at),
        closing: [],
        keys: new ToldSeries(),
        seen: { keys: NO_KEYS, logs: new Int32Array(64), series: new Int32Array(64) },
      };
      told.set(tick.connection, fresh);
      return { of: fresh, at: tick.at, isAfterGap: true };
    }
    const { last } = known.recording.polls;
    if (tick.at <= last - CLOCK_STEP_MS) {
      moveOn(known, tick.at);
      return { of: known, at: tick.at, isAfterGap: true };
    }
    const at = Math.max(tick.at, last + 1);
    const longest = MISSED_POLLS * Math.max(tick.intervalMs, LEAST_INTERVAL_MS);
    if (Math.floor(at / HOUR_MS) !== Math.floor(known.recording.polls.first / HOUR_MS)) moveOn(known, at);
    return { of: known, at, isAfterGap: tick.isAfterGap || at - last > longest };
  }

  /** Begins the next recording with everything as it is; the one before is put away from now on. */
  function moveOn(of: Told, at: number): void {
    const before = of.recording;
    // On disk it stays as it came, until it is put away.
    before.logs.write(new GrowingBytes(), () => undefined);
    of.closing.push({ of: before, piece: beginClosing(statements, before, highest) });
    const next = (of.recording = begin(before.connection, at));
    of.keys.forgetLogs();
    of.seen.keys = NO_KEYS;
    const day = Math.floor(at / DAY_MS);
    const isNewDay = day !== Math.floor(before.polls.first / DAY_MS);
    next.journal.addMinute(next, 0, (minute, name) => {
      for (const [series, log] of before.logOf) {
        if (!before.logs.isThere(log)) continue;
        next.logs.begin(logIn(next, series, before.logs.kindOf(log)), before.logs.figuresOf(log), minute, name);
        if (isNewDay) statements.seenOn.run(day, series);
      }
    });
  }

  /** When this poll is of another minute than the one before, what waits is written into the logs, if that is worth it. */
  function turnMinute({ recording }: Told, at: number): void {
    const { polls, logs, journal } = recording;
    if (polls.count === 0 || Math.floor(at / MINUTE_MS) === Math.floor(polls.last / MINUTE_MS)) return;
    logs.turn();
    if (logs.isDue) journal.addMinute(recording, logs.written, (minute, name) => logs.write(minute, name));
  }

  function notePoll(tick: HistoryTick, { recording, keys, seen }: Told, at: number, isAfterGap: boolean): void {
    const { logs, logOf, polls, journal } = recording;
    const ends: number[] = [];
    const end = (series: number, log: number): void => {
      ends.push(series);
      logs.noteEnd(log);
    };
    if (tick.fresh.length + tick.gone.length > 0) seen.keys = NO_KEYS;
    // First: what is made anew under the same name is the same series.
    for (const key of tick.gone) {
      const series = keys.seriesOf(key);
      if (series === 0) continue;
      const log = logOf.get(series);
      if (log !== undefined) end(series, log);
      // What comes under that name later is another group.
      statements.dropBaseline.run(series);
      keys.delete(key);
    }
    const { length } = tick.keys;
    if (seen.logs.length < length) {
      seen.keys = NO_KEYS;
      seen.logs = new Int32Array(length * 2);
      seen.series = new Int32Array(length * 2);
    }
    for (let index = 0; index < length; index += 1) {
      const key = tick.keys[index] as number;
      if (key === seen.keys[index]) continue;
      seen.logs[index] = logOfKey(keys, key, recording);
      seen.series[index] = keys.seriesOf(key);
    }
    seen.keys = tick.keys;
    logs.note(seen.logs.subarray(0, length), tick.figures);
    const series = seen.series.subarray(0, length);
    if (tick.isWhole) {
      const there = new Set(series);
      for (const [one, log] of logOf) if (!there.has(one)) end(one, log);
    }
    journal.addPoll(recording, { at, isAfterGap, ends, series, figures: tick.figures });
    polls.add(at, isAfterGap);
  }

  function keep(tick: HistoryTick): 'kept' | 'again' {
    const place = placed(tick);
    if (place === undefined) return 'again';
    const { of, at, isAfterGap } = place;
    turnMinute(of, at);
    for (const { key, kind, stream, group, consumer } of tick.fresh) {
      const series = seriesFor(statements, [tick.connection, kind, stream, group, consumer]);
      statements.seenOn.run(Math.floor(at / DAY_MS), series);
      of.keys.set(key, series, kind);
    }
    for (const verdict of tick.verdicts) {
      const series = of.keys.seriesOf(verdict.key);
      if (series !== 0) verdicts.add(series, at, verdict);
    }
    for (const { key, text } of tick.baselines) {
      const series = of.keys.seriesOf(key);
      if (series !== 0) statements.putBaseline.run(series, text);
    }
    addEvents(statements, tick.connection, tick.events);
    notePoll(tick, of, at, isAfterGap);
    return 'kept';
  }

  /** Nothing of it goes into the database: neither what it says nor what is still to be put away. */
  function isPlain({ connection, at, fresh, gone, verdicts, baselines, events }: HistoryTick): boolean {
    const known = told.get(connection);
    const says = fresh.length + gone.length + verdicts.length + baselines.length + events.length;
    if (known === undefined || says > 0 || known.closing.length > 0) return false;
    const { first, last } = known.recording.polls;
    return at > last && Math.floor(at / HOUR_MS) === Math.floor(first / HOUR_MS);
  }

  /** The recordings that were put away whole. */
  function putAwaySome(connection: string): readonly Journaled[] {
    const closing = told.get(connection)?.closing ?? [];
    const done: Journaled[] = [];
    while (closing[0] !== undefined) {
      if (closing[0].piece.step()) {
        done.push(closing[0].of);
        closing.shift();
      }
      if (closing.length <= CLOSING_AT_ONCE) break;
    }
    return done;
  }

  function forget(connection: string): void {
    const known = told.get(connection);
    known?.recording.journal.close();
    known?.closing.forEach(({ of }) => of.journal.close());
    told.delete(connection);
  }

  return {
    note(tick) {
      let closed: readonly Journaled[] = [];
      try {
        if (isPlain(tick)) return keep(tick);
        const kept = inTransaction(file, () => {
          const answer = keep(tick);
          closed = putAwaySome(tick.connection);
          return answer;
        });
        // What is in the database is not needed beside it any more.
        for (const { journal, logs } of closed) {
          journal.remove();
          logs.end();
        }
        return kept;
      } catch (fault) {
        // What is in memory is ahead of the disk now: begun anew from there.
        forget(tick.connection);
        highest = createHighestOfDay(statements);
        throw fault;
      } finally {
        if (closed.length > 0) onClose();
      }
    },
    close() {
      for (const connection of told.keys()) forget(connection);
    },
    underWay(connection) {
      const known = told.get(connection);
      return known === undefined ? [] : [...known.closing.map(({ of }) => of), known.recording];
    },
  };
}

function logOfKey(keys: ToldSeries, key: number, recording: OpenRecording): number {
  const known = keys.logOf(key);
  if (known !== -1) return known;
  const series = keys.seriesOf(key);
  if (series === 0) throw new Error('a poll names a series by a key that was never told');
  const log = logIn(recording, series, keys.kindOf(key));
  keys.setLog(key, log);
  return log;
}

function seriesFor(statements: Statements, name: readonly [string, SeriesKind, string, string, string]): number {
  const found = statements.findSeries.get(...name)?.['series'];
  return found === undefined ? Number(statements.addSeries.run(...name).lastInsertRowid) : Number(found);
}
