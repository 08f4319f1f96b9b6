import type { DatabaseSync } from 'node:sqlite';
import { BrokenRecording } from '@weir/domain/history/broken-recording';
import { GrowingBytes } from '@weir/domain/history/growing-bytes';
import type { HistoryTick } from '@weir/domain/history/history';
import { type SeriesKind, widthOf } from '@weir/domain/history/series-kinds';
import type { SeriesLog } from '@weir/domain/history/series-log';
import { closeRecording, DAY_MS, HOUR_MS } from './close-recording.ts';
import { addEvents } from './event-rows.ts';
import { inTransaction } from './in-transaction.ts';
import { type JournalRow, logIn, type OpenRecording, openRecording, replayPoll } from './open-recording.ts';
import type { Statements } from './statements.ts';
import type { VerdictRows } from './verdict-rows.ts';

/** Writes down what polls saw. It is never ended: what is under way when Weir stops is put away by the next one. */
export interface Recorder {
  note(tick: HistoryTick): 'kept' | 'again';
  /** The recording under way; undefined before the first poll. */
  current(connection: string): OpenRecording | undefined;
}

interface Told {
  recording: OpenRecording;
  /** Series by the key they have in ticks. */
  readonly keys: Map<number, ToldSeries>;
}

interface ToldSeries {
  readonly series: number;
  readonly kind: SeriesKind;
  /** Its log, in the recording it was last looked for in: this is asked for every figure of every poll. */
  log: SeriesLog | undefined;
  recording: OpenRecording | undefined;
}

// A clock that steps back a little is waited for; one that steps back further begins a recording of its own.
const CLOCK_STEP_MS = 5_000;
const MISSED_POLLS = 3;
const LEAST_INTERVAL_MS = 5_000;

/** What was under way when the last Weir ended is put away first. `onClose`: after each hour, outside its transaction. */
export function createRecorder(
  file: DatabaseSync,
  statements: Statements,
  verdicts: VerdictRows,
  onClose: () => void,
): Recorder {
  const told = new Map<string, Told>();
  const scratch = new GrowingBytes();
  inTransaction(file, () => putAwayLeftOvers(statements));

  function begin(connection: string, at: number): OpenRecording {
    const { lastInsertRowid } = statements.beginRecording.run(connection, at, at);
    return openRecording(Number(lastInsertRowid), connection);
  }

  /** The recording this poll belongs to, and its time in it. */
  function placed(tick: HistoryTick): { of: Told; at: number; isAfterGap: boolean } | undefined {
    const known = told.get(tick.connection);
    if (known === undefined) {
      if (!tick.isWhole) return undefined;
      const fresh: Told = { recording: begin(tick.connection, tick.at), keys: new Map() };
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

  /** Puts the recording away and begins the next with everything as it is. */
  function moveOn(of: Told, at: number): void {
    const before = of.recording;
    closeRecording(statements, before);
    of.recording = begin(before.connection, at);
    scratch.clear();
    for (const { series, kind, log } of before.logs.values()) {
      if (!log.isThere) continue;
      scratch.unsigned(series);
      logIn(of.recording, series, kind).note(0, log.state.figures, 0, scratch);
      statements.seenOn.run(Math.floor(at / DAY_MS), series);
    }
  }

  function writeChanges(tick: HistoryTick, { recording, keys }: Told): void {
    const poll = recording.polls.count;
    // Behind what `moveOn` may have written for the same poll.
    if (poll > 0) scratch.clear();
    // First: what is made anew under the same name is the same series.
    for (const key of tick.gone) {
      const series = keys.get(key)?.series;
      const log = series === undefined ? undefined : recording.logs.get(series)?.log;
      if (series !== undefined && log?.isThere === true) writeEnd(series, log, poll);
      keys.delete(key);
    }
    const there = tick.isWhole ? new Set<number>() : undefined;
    let offset = 0;
    for (const key of tick.keys) {
      const found = keys.get(key);
      if (found === undefined) throw new Error('a poll names a series by a key that was never told');
      const start = scratch.used;
      scratch.unsigned(found.series);
      there?.add(found.series);
      if (!logOf(found, recording).note(poll, tick.figures, offset, scratch)) scratch.used = start;
      offset += widthOf(found.kind);
    }
    if (there !== undefined) {
      for (const { series, log } of recording.logs.values()) {
        if (log.isThere && !there.has(series)) writeEnd(series, log, poll);
      }
    }
  }

  function writeEnd(series: number, log: ReturnType<typeof logIn>, poll: number): void {
    scratch.unsigned(series);
    log.noteEnd(poll, scratch);
  }

  function keep(tick: HistoryTick): 'kept' | 'again' {
    scratch.clear();
    const place = placed(tick);
    if (place === undefined) return 'again';
    const { of, at, isAfterGap } = place;
    for (const { key, kind, stream, group, consumer } of tick.fresh) {
      const series = seriesFor(statements, [tick.connection, kind, stream, group, consumer]);
      statements.seenOn.run(Math.floor(at / DAY_MS), series);
      of.keys.set(key, { kind, series, log: undefined, recording: undefined });
    }
    writeChanges(tick, of);
    const { recording } = of;
    statements.addPoll.run(recording.number, recording.polls.count, at, isAfterGap ? 1 : 0, scratch.taken());
    recording.polls.add(at, isAfterGap);
    for (const verdict of tick.verdicts) {
      const found = of.keys.get(verdict.key);
      if (found !== undefined) verdicts.add(found.series, at, verdict);
    }
    addEvents(statements, tick.connection, tick.events);
    return 'kept';
  }

  return {
    note(tick) {
      const before = told.get(tick.connection)?.recording;
      try {
        return inTransaction(file, () => keep(tick));
      } catch (fault) {
        // What is in memory is ahead of the disk now: begun anew from there.
        told.delete(tick.connection);
        throw fault;
      } finally {
        if (before !== undefined && told.get(tick.connection)?.recording !== before) onClose();
      }
    },
    current: (connection) => told.get(connection)?.recording,
  };
}

function logOf(told: ToldSeries, recording: OpenRecording): SeriesLog {
  if (told.recording !== recording || told.log === undefined) {
    told.recording = recording;
    told.log = logIn(recording, told.series, told.kind);
  }
  return told.log;
}

function seriesFor(statements: Statements, name: readonly [string, SeriesKind, string, string, string]): number {
  const found = statements.findSeries.get(...name)?.['series'];
  return found === undefined ? Number(statements.addSeries.run(...name).lastInsertRowid) : Number(found);
}

function putAwayLeftOvers(statements: Statements): void {
  const kinds = new Map<number, SeriesKind>();
  const kindOf = (series: number): SeriesKind | undefined => {
    // Sound: what is in this column was a kind when it was written.
    const kind = kinds.get(series) ?? (statements.kindOf.get(series)?.['kind'] as SeriesKind | undefined);
    if (kind !== undefined) kinds.set(series, kind);
    return kind;
  };
  for (const { number, connection } of statements.openRecordings.all()) {
    const recording = openRecording(Number(number), String(connection));
    try {
      for (const row of statements.journal.iterate(Number(number))) replayPoll(recording, journalRow(row), kindOf);
    } catch (fault) {
      // What came before it is whole.
      if (!(fault instanceof BrokenRecording)) throw fault;
    }
    closeRecording(statements, recording);
  }
}

function journalRow(row: Record<string, unknown>): JournalRow {
  const { poll, at, is_after_gap: isAfterGap, changes } = row;
  if (!(changes instanceof Uint8Array)) throw new BrokenRecording();
  return { poll: Number(poll), at: Number(at), isAfterGap: isAfterGap === 1, changes };
}
