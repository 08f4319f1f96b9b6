import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { HistoryTick, SeriesName } from '@weir/domain/history/history';
import { widthOf } from '@weir/domain/history/series-kinds';
import { openBook } from '@weir/store/history/history-book';
import { historyPaths } from '@weir/store/history/history-paths';
import { openHistoryFile } from '@weir/store/history/open-history-file';
import { journalBytes } from '@weir/store/history/recording-journal';
import { seededRandom } from '../../apps/demo/src/scenarios/random.ts';
import { median, megabytes, printRatio } from './print-ratio.ts';

// A day of 20,000 groups polled every five seconds, a tenth of them active, by an injected clock: what recording it
// costs and takes beside one row per sample, and how fast a day's chart and the highest twenty are read back.
const GROUPS = Number(process.env['WEIR_BENCH_GROUPS'] ?? 20_000);
const HOURS = Number(process.env['WEIR_BENCH_HOURS'] ?? 24);
const EVERY_MS = 5_000;
const PER_HOUR = 3_600_000 / EVERY_MS;
const ACTIVE_SHARE = 0.1;
const NOON = 1_795_262_400_000;
const DAY_MS = 86_400_000;
const WIDTH = widthOf('group');
// Polls written as rows, some of them after each recorded hour: this machine is quicker at one time than at another.
const ROW_TICKS = Number(process.env['WEIR_BENCH_ROW_TICKS'] ?? 72);
const ROW_TICKS_AN_HOUR = Math.ceil(ROW_TICKS / HOURS);

/**
 * What recording is measured against: one row per group and poll, with the figures as they come.
 *
 * - `by group`: the table anybody writes first. Rows of one group are found by its key, so that a day of it can be charted.
 *   Every poll touches a page of each group, so it is measured once there are more of those than fit in the cache, as they
 *   are after a quarter of an hour.
 * - `by time`: the same with the key the other way round. Rows are appended, which is quicker; but to chart one group, all
 *   there is of its day has to be read.
 * - `tight`: by time again, as small as SQLite gets it: integers alone, and the key is the table. Nobody's first table;
 *   printed so that the other two can be judged.
 */
const RIVALS = [
  { title: 'by group', key: 'PRIMARY KEY (series, at))', before: 180, goals: { bytes: '40', time: '100' } },
  { title: 'by time', key: 'PRIMARY KEY (at, series))', before: 180, goals: { bytes: '40', time: '30' } },
  { title: 'tight', key: 'PRIMARY KEY (at, series)) WITHOUT ROWID', before: 0, goals: { bytes: '-', time: '-' } },
] as const;

const random = seededRandom(7);
const folder = mkdtempSync(join(tmpdir(), 'weir-bench-history-'));
try {
  measure();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(): void {
  const paths = historyPaths(folder);
  const { file } = openHistoryFile(paths, null);
  const keep = { pollsMs: 2 * DAY_MS, minutesMs: 7 * DAY_MS, hoursMs: 90 * DAY_MS, capBytes: 1e12 };
  const book = openBook(file, { paths, hardLimitBytes: null }, keep, () => NOON + DAY_MS);
  const world = createWorld();
  const rivals = RIVALS.map((rival) => ({ ...rival, rows: createRows(rival, world.figures) }));
  const heapBefore = heap();
  const ours = { processor: 0, clock: 0 };
  let longest = 0;
  const recorded = HOURS * PER_HOUR;
  for (let tick = 0; tick <= recorded; tick += 1) {
    const seen = world.next(NOON + tick * EVERY_MS, tick === 0);
    const took = worked(() => void book.note(seen));
    ours.processor += took.processor;
    ours.clock += took.clock;
    longest = Math.max(longest, took.processor);
    if (tick % PER_HOUR === PER_HOUR / 2) for (const { rows } of rivals) rows.append(ROW_TICKS_AN_HOUR);
  }
  const memory = heap() - heapBefore;
  file.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  // The hour under way lies beside it.
  const bytes = statSync(paths.database).size + journalBytes(paths);
  const perDay = (24 / HOURS) * bytes;
  const samples = GROUPS * recorded;
  const [ms, clockMs] = [ours.processor / HOURS, ours.clock / HOURS];
  console.log(`  ${samples / 1e6} million samples of ${WIDTH} figures, ${ACTIVE_SHARE * 100} % of the groups active`);
  console.log(
    `  recorded in ${ms.toFixed(0)} ms of processor an hour, ${clockMs.toFixed(0)} by the clock, ${megabytes(bytes)}; longest stretch ${longest.toFixed(0)} ms on its own thread`,
  );
  for (const rival of rivals) {
    const rows = rival.rows.end();
    const rowBytes = rows.bytesEach * samples;
    const each = rows.bytesEach.toFixed(0);
    printRatio(
      `history: bytes of rows ${rival.title} over ours`,
      rowBytes / bytes,
      rival.goals.bytes,
      `${megabytes(rowBytes)}, ${each} a row`,
    );
    printRatio(
      `history: processor of rows ${rival.title} over ours`,
      (rows.processor * PER_HOUR) / ms,
      rival.goals.time,
      `${rows.processor.toFixed(0)} ms a poll`,
    );
    printRatio(
      `history: time of rows ${rival.title} over ours`,
      (rows.clock * PER_HOUR) / clockMs,
      rival.goals.time,
      `${rows.clock.toFixed(0)} ms a poll`,
    );
  }
  const chart = median(Array.from({ length: 21 }, (_, at) => timed(() => void book.series([dayOf(at * 7)]))));
  const top = { connection: 'main', metric: 'unread', from: NOON, to: NOON + DAY_MS, limit: 20 } as const;
  const highest = median(Array.from({ length: 11 }, () => timed(() => void book.highest(top))));
  const picture = timed(() => void book.picture('main', NOON + (HOURS * 3_600_000) / 2));
  console.log(
    `history: a day's chart of a group in ${chart.toFixed(1)} ms (goal ≤ 10), the highest twenty in ${highest.toFixed(1)} ms (goal ≤ 50), everything as it was in ${picture.toFixed(0)} ms`,
  );
  console.log(
    `history: ${(perDay / GROUPS / 1_000).toFixed(1)} kB a group and day on disk; ${(memory / GROUPS).toFixed(0)} B a group in memory`,
  );
  book.close();
  file.close();
}

function dayOf(group: number) {
  const name = { kind: 'group', stream: 's', group: `g${group % GROUPS}`, consumer: '' } as const;
  return { connection: 'main', name, metrics: ['unread'] as const, from: NOON, to: NOON + DAY_MS, maxPoints: 600 };
}

/** Groups of which a tenth read and acknowledge a little at every poll; the others stand still. */
function createWorld() {
  const figures = new Float64Array(GROUPS * WIDTH);
  const active: number[] = [];
  for (let group = 0; group < GROUPS; group += 1) {
    const at = NOON - Math.floor(random() * 1e6);
    figures.set([group % 50, 3, 0, 0, 1e6 + group, 1e6 + group, at, 0, 1, 4, 0], group * WIDTH);
    if (random() < ACTIVE_SHARE) active.push(group);
  }
  return {
    figures,
    active,
    next(at: number, isWhole: boolean): HistoryTick {
      for (const group of active) step(figures, group * WIDTH, at);
      const keys = isWhole ? Array.from({ length: GROUPS }, (_, group) => group) : active;
      const packed = new Float64Array(keys.length * WIDTH);
      // One by one: two thousand views a poll would be collected while what is measured runs.
      for (let place = 0; place < packed.length; place += 1) {
        packed[place] = figures[(keys[Math.floor(place / WIDTH)] as number) * WIDTH + (place % WIDTH)] as number;
      }
      const fresh = isWhole
        ? keys.map((key): SeriesName & { key: number } => ({
            key,
            kind: 'group',
            stream: 's',
            group: `g${key}`,
            consumer: '',
          }))
        : [];
      const head = { connection: 'main', at, intervalMs: EVERY_MS, isAfterGap: false, isWhole, fresh } as const;
      return {
        ...head,
        keys: Float64Array.from(keys),
        figures: packed,
        gone: [],
        verdicts: [],
        events: [],
        baselines: [],
      };
    },
  };
}

// Eight of its figures move.
function step(figures: Float64Array, base: number, at: number): void {
  const came = Math.floor(random() * 120);
  const read = Math.min((figures[base] ?? 0) + came, Math.floor(random() * 125));
  figures[base] = (figures[base] ?? 0) + came - read;
  figures[base + 1] = Math.max(0, (figures[base + 1] ?? 0) + Math.floor(random() * 9) - 4);
  figures[base + 2] = figures[base] === 0 ? 0 : at - Math.floor(random() * 4_000);
  figures[base + 3] = figures[base + 1] === 0 ? 0 : at - Math.floor(random() * 9_000);
  figures[base + 4] = (figures[base + 4] ?? 0) + came;
  figures[base + 5] = (figures[base + 5] ?? 0) + read;
  figures[base + 6] = at - Math.floor(random() * 4_000);
  figures[base + 7] = Math.floor(random() * 3);
}

/** One row per group and poll, eight figures each, a transaction for each poll. `before`: polls that are not measured. */
function createRows({ title, key, before }: (typeof RIVALS)[number], figures: Float64Array) {
  const path = join(folder, `rows ${title}.db`);
  const file = new DatabaseSync(path);
  file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384');
  const columns = Array.from({ length: 8 }, (_, column) => `f${column} INTEGER`).join(', ');
  file.exec(`CREATE TABLE sample (series INTEGER NOT NULL, at INTEGER NOT NULL, ${columns}, ${key}`);
  const insert = file.prepare('INSERT INTO sample VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let polls = 0;
  const all = { processor: 0, clock: 0 };
  function addPoll(): void {
    const at = NOON + polls * EVERY_MS;
    polls += 1;
    file.exec('BEGIN');
    for (let group = 0; group < GROUPS; group += 1) {
      const of = group * WIDTH;
      const [a = 0, b = 0, c = 0, d = 0] = [figures[of], figures[of + 1], figures[of + 2], figures[of + 3]];
      const [e = 0, f = 0, g = 0, h = 0] = [figures[of + 4], figures[of + 5], figures[of + 6], figures[of + 7]];
      insert.run(group, at, a, b, c, d, e, f, g, h);
    }
    file.exec('COMMIT');
  }
  function measured(work: () => void): void {
    const { processor, clock } = worked(work);
    all.processor += processor;
    all.clock += clock;
  }
  for (let left = before; left > 0; left -= 1) addPoll();
  return {
    append(count: number): void {
      for (let left = count; left > 0; left -= 1) measured(addPoll);
    },
    /** What a poll costs, and how many bytes a row takes. */
    end() {
      measured(() => file.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
      file.close();
      const { processor, clock } = all;
      const counted = polls - before;
      return {
        processor: processor / counted,
        clock: clock / counted,
        bytesEach: statSync(path).size / (GROUPS * polls),
      };
    },
  };
}

function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

interface Took {
  /** Time of the processor, ms: what others on this machine do is not in it. */
  readonly processor: number;
  /** Time by the clock, ms: waiting for the disk is in it. */
  readonly clock: number;
}

function worked(work: () => void): Took {
  const [began, at] = [process.cpuUsage(), performance.now()];
  work();
  const { user, system } = process.cpuUsage(began);
  return { processor: (user + system) / 1_000, clock: performance.now() - at };
}

function heap(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
