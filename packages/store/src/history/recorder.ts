import type { DatabaseSync } from 'node:sqlite';
import { GrowingBytes } from '@weir/domain/history/growing-bytes';
import type { HistoryTick } from '@weir/domain/history/history';
import type { SeriesKind } from '@weir/domain/history/series-kinds';
import { beginClosing, type Closing, DAY_MS, HOUR_MS } from './close-recording.ts';
import { addEvents } from './event-rows.ts';
import { createHighestOfDay } from './highest-of-day.ts';
import { inTransaction } from './in-transaction.ts';
import { logIn, type OpenRecording, openRecording } from './open-recording.ts';
import { putAwayLeftOvers } from './put-away-left-overs.ts';
import type { Statements } from './statements.ts';
import { ToldSeries } from './told-series.ts';
import type { VerdictRows } from './verdict-rows.ts';

/** Writes down what polls saw. It is never ended: what is under way when Weir stops is put away by the next one. */
export interface Recorder {
  note(tick: HistoryTick): 'kept' | 'again';
  /** What is not put away yet: the recording under way, and before it those of the hours before. */
  underWay(connection: string): readonly OpenRecording[];
}

interface Told {
  recording: OpenRecording;
  /** Those that are being put away, a piece with every poll. */
  readonly closing: Closing[];
  /** Series by the key they have in ticks. */
  readonly keys: ToldSeries;
}

// A clock that steps back a little is waited for; one that steps back further begins a recording of its own.
const CLOCK_STEP_MS = 5_000;
const MISSED_POLLS = 3;
const LEAST_INTERVAL_MS = 5_000;
// More than the hour before are not kept in memory, however rarely a poll comes.
const CLOSING_AT_ONCE = 1;
// So many series of a poll are looked at before the first of them is written: see `OpenLogs.fetch`.
const AT_ONCE = 64;

/** What was under way when the last Weir ended is put away first. `onClose`: after each hour, outside its transaction. */
export function createRecorder(
  file: DatabaseSync,
  statements: Statements,
  verdicts: VerdictRows,
  onClose: () => void,
): Recorder {
  const told = new Map<string, Told>();
  /** What a poll changes, as the journal keeps it: each series by how far it is from the one before. */
  const journal = new GrowingBytes();
  let lastNamed = 0;
  /** Logs and series of those that are written next. */
  const ahead = new Int32Array(AT_ONCE);
  const named = new Int32Array(AT_ONCE);
  let highest = createHighestOfDay(statements);
  inTransaction(file, () => putAwayLeftOvers(statements, highest));

  function begin(connection: string, at: number): OpenRecording {
    const { lastInsertRowid } = statements.beginRecording.run(connection, at, at);
    return openRecording(Number(lastInsertRowid), connection);
  }

  /** The recording this poll belongs to, and its time in it. */
  function placed(tick: HistoryTick): { of: Told; at: number; isAfterGap: boolean } | undefined {
    const known = told.get(tick.connection);
    if (known === undefined) {
      if (!tick.isWhole) return undefined;
      const fresh: Told = { recording: begin(tick.connection, tick.at), closing: [], keys: new ToldSeries() };
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
    of.closing.push(beginClosing(statements, before, highest));
    of.recording = begin(before.connection, at);
    of.keys.forgetLogs();
    const day = Math.floor(at / DAY_MS);
    const isNewDay = day !== Math.floor(before.polls.first / DAY_MS);
    for (const [series, log] of before.logOf) {
      if (!before.logs.isThere(log)) continue;
      name(series);
      const next = logIn(of.recording, series, before.logs.kindOf(log));
      of.recording.logs.note(next, 0, before.logs.figuresOf(log), 0, journal);
      if (isNewDay) statements.seenOn.run(day, series);
    }
  }

  function name(series: number): void {
    journal.signed(series - lastNamed);
    lastNamed = series;
  }

  function writeChanges(tick: HistoryTick, of: Told): void {
    const { recording, keys } = of;
    const { logs, logOf } = recording;
    const poll = recording.polls.count;
    const end = (series: number, log: number): void => {
      name(series);
      logs.noteEnd(log, poll, journal);
    };
    // First: what is made anew under the same name is the same series.
    for (const key of tick.gone) {
      const series = keys.seriesOf(key);
      if (series === 0) continue;
      const log = logOf.get(series);
      if (log !== undefined && logs.isThere(log)) end(series, log);
      // What comes under that name later is another group.
      statements.dropBaseline.run(series);
      keys.delete(key);
    }
    const there = tick.isWhole ? new Set<number>() : undefined;
    writeFigures(tick, of, there);
    if (there === undefined) return;
    for (const [series, log] of logOf) if (logs.isThere(log) && !there.has(series)) end(series, log);
  }

  /** `there`: takes in every series that is named. */
  function writeFigures(tick: HistoryTick, { recording, keys }: Told, there: Set<number> | undefined): void {
    const { logs } = recording;
    const poll = recording.polls.count;
    let offset = 0;
    for (let from = 0; from < tick.keys.length; from += AT_ONCE) {
      const some = tick.keys.subarray(from, from + AT_ONCE);
      for (let index = 0; index < some.length; index += 1) {
        ahead[index] = logOfKey(keys, some[index] as number, recording);
        named[index] = keys.seriesOf(some[index] as number);
      }
      for (let index = 0; index < some.length; index += 1) logs.fetch(ahead[index] as number);
      for (let index = 0; index < some.length; index += 1) {
        const log = ahead[index] as number;
        const series = named[index] as number;
        if (there !== undefined) there.add(series);
        const before = journal.used;
        journal.signed(series - lastNamed);
        if (logs.note(log, poll, tick.figures, offset, journal)) lastNamed = series;
        else journal.used = before;
        offset += logs.widthOf(log);
      }
    }
  }

  function keep(tick: HistoryTick): 'kept' | 'again' {
    journal.clear();
    lastNamed = 0;
    const place = placed(tick);
    if (place === undefined) return 'again';
    const { of, at, isAfterGap } = place;
    for (const { key, kind, stream, group, consumer } of tick.fresh) {
      const series = seriesFor(statements, [tick.connection, kind, stream, group, consumer]);
      statements.seenOn.run(Math.floor(at / DAY_MS), series);
      of.keys.set(key, series, kind);
    }
    writeChanges(tick, of);
    const { recording } = of;
    statements.addPoll.run(recording.number, recording.polls.count, at, isAfterGap ? 1 : 0, journal.view());
    recording.polls.add(at, isAfterGap);
    for (const verdict of tick.verdicts) {
      const series = of.keys.seriesOf(verdict.key);
      if (series !== 0) verdicts.add(series, at, verdict);
    }
    for (const { key, text } of tick.baselines) {
      const series = of.keys.seriesOf(key);
      if (series !== 0) statements.putBaseline.run(series, text);
    }
    addEvents(statements, tick.connection, tick.events);
    return 'kept';
  }

  /** True when a recording was put away whole. */
  function putAwaySome(connection: string): boolean {
    const closing = told.get(connection)?.closing ?? [];
    const before = closing.length;
    while (closing.length > 0) {
      const isDone = closing[0]?.step() ?? true;
      if (isDone) closing.shift();
      if (closing.length <= CLOSING_AT_ONCE) break;
    }
    return closing.length < before;
  }

  return {
    note(tick) {
      let hasClosed = false;
      try {
        return inTransaction(file, () => {
          const kept = keep(tick);
          hasClosed = putAwaySome(tick.connection);
          return kept;
        });
      } catch (fault) {
        // What is in memory is ahead of the disk now: begun anew from there.
        told.delete(tick.connection);
        highest = createHighestOfDay(statements);
        throw fault;
      } finally {
        if (hasClosed) onClose();
      }
    },
    underWay(connection) {
      const known = told.get(connection);
      return known === undefined ? [] : [...known.closing.map(({ recording }) => recording), known.recording];
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
