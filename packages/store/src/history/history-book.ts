import type { DatabaseSync } from 'node:sqlite';
import type { HistoryExtent, HistorySize, HighestGroup, PastConsumer } from '@weir/domain/history/history';
import { columnOf } from '@weir/domain/history/series-kinds';
import { DAY_MS, HOUR_MS } from './close-recording.ts';
import { readEvents } from './event-rows.ts';
import type { Book } from './messages.ts';
import { createPackReader } from './packs.ts';
import { cursorIn } from './read-logs.ts';
import { type PictureTools, readPicture } from './read-picture.ts';
import { readSeries } from './read-series.ts';
import { createRecorder, type Journals } from './recorder.ts';
import { journalBytes } from './recording-journal.ts';
import { type Keep, letGo, sizeOf } from './retention.ts';
import { placesOf } from './series-place.ts';
import { prepareStatements } from './statements.ts';
import { createStretches } from './stretches.ts';
import { createVerdictRows } from './verdict-rows.ts';

export interface OpenBook extends Book {
  /** Ends what is open beside the database. */
  close(): void;
}

/** The history on an open file: writes what polls saw, and answers for the past. */
export function openBook(file: DatabaseSync, journals: Journals, keep: Keep, now: () => number): OpenBook {
  const statements = prepareStatements(file);
  const verdicts = createVerdictRows(statements);
  let newest = 0;
  const beside = (): number => journalBytes(journals.paths);
  const recorder = createRecorder(file, statements, verdicts, journals, () =>
    letGo(file, keep, Math.min(now(), newest), beside()),
  );
  const stretches = createStretches(statements, (connection) => recorder.underWay(connection));
  const packs = createPackReader(statements);
  const tools = { statements, packs, stretches, verdicts };
  return {
    note(tick) {
      newest = tick.at;
      return recorder.note(tick);
    },
    series: (requests) => requests.map((request) => readSeries(statements, packs, stretches, request)),
    picture: (connection, at) => readPicture(tools, connection, at),
    consumers: (connection, stream, group, at) => readConsumers(tools, connection, stream, group, at),
    events: (wanted) => readEvents(file, wanted),
    highest({ connection, metric, from, to, limit }) {
      const [first] = placesOf(Math.floor(from / DAY_MS));
      const [, last] = placesOf(Math.floor(to / DAY_MS));
      return statements.highestIn
        .all(first, last, metric, connection, limit)
        .map((row): HighestGroup => ({
          stream: String(row['stream']),
          group: String(row['stream_group']),
          highest: Number(row['highest']),
        }))
        .filter(({ highest }) => highest >= 0);
    },
    baselines: (connection, behind, limit) =>
      statements.baselinesOf.all(connection, behind, limit).map((row) => ({
        stream: String(row['stream']),
        group: String(row['stream_group']),
        text: String(row['text']),
        number: Number(row['series']),
      })),
    extent(connection): HistoryExtent {
      const oldest = stretches.oldest(connection);
      const last = stretches.lastBefore(connection, Number.MAX_SAFE_INTEGER);
      return {
        pollsFrom: finite(oldest.polls),
        oldest: finite(oldest.hours),
        newest: last?.end ?? null,
      };
    },
    size: () => measure(file, keep, beside()),
    close: () => recorder.close(),
  };
}

function finite(at: number): number | null {
  return Number.isFinite(at) ? at : null;
}

function measure(file: DatabaseSync, keep: Keep, beside: number): HistorySize {
  const count = (sql: string): number => Number(file.prepare(sql).get()?.['n'] ?? 0);
  const groups = count("SELECT count(*) AS n FROM series WHERE kind = 'group'");
  // The newest recording of about an hour stands for the day: what it takes now, not on average of the past.
  const last = file
    .prepare(
      `SELECT number, end - start AS ms FROM recording WHERE is_open = 0 AND has_log = 1 AND end - start > ?
       ORDER BY number DESC LIMIT 1`,
    )
    .get(HOUR_MS / 2);
  return {
    bytes: sizeOf(file) + beside,
    capBytes: keep.capBytes,
    series: count('SELECT count(*) AS n FROM series'),
    groups,
    bytesPerGroupDay:
      last === undefined || groups === 0 ? null : perGroupDay(file, Number(last['number']), Number(last['ms'])),
    pollsKeptMs: keep.pollsMs,
    minutesKeptMs: keep.minutesMs,
    hoursKeptMs: keep.hoursMs,
  };
}

function perGroupDay(file: DatabaseSync, recording: number, ms: number): number | null {
  const places = placesOf(recording);
  const bytes = ['log', 'minutes', 'hours'].reduce((sum, table) => {
    const row = file.prepare(`SELECT sum(length(pack)) AS n FROM ${table} WHERE place BETWEEN ? AND ?`).get(...places);
    return sum + Number(row?.['n'] ?? 0);
  }, 0);
  const groups = Number(
    file
      .prepare(
        `SELECT count(*) AS n FROM series JOIN recording ON number = ? AND recording.connection = series.connection
         WHERE kind = 'group' AND seen_day >= start / ${DAY_MS}`,
      )
      .get(recording)?.['n'] ?? 0,
  );
  return groups === 0 || ms <= 0 ? null : Math.round((bytes / groups) * (DAY_MS / ms));
}

const PENDING = columnOf('consumer', 'pending');
const LAST_CALL = columnOf('consumer', 'lastCallAt');
const GOT_WORK = columnOf('consumer', 'lastGotWorkAt');

function readConsumers(
  { statements, packs, stretches }: PictureTools,
  connection: string,
  stream: string,
  group: string,
  at: number,
): readonly PastConsumer[] {
  const stretch = stretches.lastBefore(connection, at);
  if (stretch === undefined || !stretch.hasLog) return [];
  const polls = stretches.pollsOf(stretch);
  const poll = Math.max(0, polls.indexFrom(Math.min(at, stretch.end) + 1) - 1);
  const found: PastConsumer[] = [];
  for (const row of statements.consumersOf.all(connection, stream, group)) {
    const cursor = cursorIn(packs, stretch, Number(row['series']), 'consumer');
    cursor?.advance(poll);
    if (cursor?.isThere !== true) continue;
    const read = (column: number): number | null => {
      const figure = cursor.figures[column] ?? NaN;
      return Number.isNaN(figure) ? null : figure;
    };
    found.push({
      consumer: String(row['consumer']),
      pending: read(PENDING) ?? 0,
      lastCallAt: read(LAST_CALL),
      lastGotWorkAt: read(GOT_WORK),
    });
  }
  return found;
}
