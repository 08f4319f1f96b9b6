import type { DatabaseSync } from 'node:sqlite';
import { DAY_MS, HOUR_MS } from './close-recording.ts';
import { inTransaction } from './in-transaction.ts';
import { placesOf } from './series-place.ts';

/** How long and how much is kept. */
export interface Keep {
  readonly pollsMs: number;
  readonly minutesMs: number;
  readonly hoursMs: number;
  readonly capBytes: number;
}

// Time goes on by at most this much from one look to the next, an hour later: a clock that jumps ahead by a year takes
// two hours of the oldest with it for every hour it stays wrong, and not everything.
const STEP_MS = 2 * HOUR_MS;

export function sizeOf(file: DatabaseSync): number {
  const pragma = (name: string): number => Number(file.prepare(`PRAGMA ${name}`).get()?.[name]);
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
}

/** Lets go of what is older than it is kept, and of the oldest while there is more than the cap, with what lies beside. */
export function letGo(file: DatabaseSync, keep: Keep, clock: number, besideBytes: number): void {
  inTransaction(file, () => {
    const now = reckon(file, clock);
    dropLogs(file, `end < ${now - keep.pollsMs}`, -1);
    dropMinutes(file, `end < ${now - keep.minutesMs}`, -1);
    dropHours(file, `end < ${now - keep.hoursMs}`, -1);
    dropDays(file, Math.floor((now - keep.hoursMs) / DAY_MS));
    dropEventsAndVerdicts(file, now - keep.hoursMs);
  });
  // Polls go first, then minutes, then days: a coarse past is worth more than none.
  while (sizeOf(file) + besideBytes > keep.capBytes) {
    const dropped = inTransaction(
      file,
      () =>
        dropLogs(file, '1', 1) ||
        dropMinutes(file, '1', 1) ||
        dropHours(file, '1', 1) ||
        dropDays(file, oldestDay(file) + 1),
    );
    if (!dropped) break;
  }
  giveBack(file);
}

/** Gives room back to the disk. Not all: what an old hour took is taken again by the next one. */
function giveBack(file: DatabaseSync): void {
  const pragma = (name: string): number => Number(file.prepare(`PRAGMA ${name}`).get()?.[name]);
  const spare = pragma('freelist_count') - Math.max(LEAST_SPARE_PAGES, pragma('page_count') / SPARE_PART);
  if (spare > 0) file.exec(`PRAGMA incremental_vacuum(${Math.min(MOST_GIVEN_BACK, Math.ceil(spare))})`);
}

const LEAST_SPARE_PAGES = 2_048;
const SPARE_PART = 4;
const MOST_GIVEN_BACK = 4_096;

function reckon(file: DatabaseSync, clock: number): number {
  const at = (sql: string): unknown => file.prepare(sql).get()?.['at'] ?? undefined;
  const before = at('SELECT at FROM reckoned');
  const from = Number(before ?? at('SELECT min(start) AS at FROM recording') ?? clock);
  const now = Math.floor(Math.min(clock, from + STEP_MS));
  file.prepare(before === undefined ? 'INSERT INTO reckoned (at) VALUES (?)' : 'UPDATE reckoned SET at = ?').run(now);
  return now;
}

function dropLogs(file: DatabaseSync, condition: string, most: number): boolean {
  const old = file
    .prepare(`SELECT number FROM recording WHERE is_open = 0 AND has_log = 1 AND ${condition} ORDER BY end LIMIT ?`)
    .all(most);
  for (const { number } of old) {
    file.prepare('DELETE FROM log WHERE place BETWEEN ? AND ?').run(...placesOf(Number(number)));
    file.prepare('UPDATE recording SET has_log = 0 WHERE number = ?').run(Number(number));
  }
  return old.length > 0;
}

function dropMinutes(file: DatabaseSync, condition: string, most: number): boolean {
  const old = file
    .prepare(
      `SELECT number FROM recording WHERE is_open = 0 AND has_log = 0 AND has_minutes = 1 AND ${condition}
       ORDER BY end LIMIT ?`,
    )
    .all(most);
  for (const { number } of old) {
    file.prepare('DELETE FROM minutes WHERE place BETWEEN ? AND ?').run(...placesOf(Number(number)));
    file.prepare("UPDATE recording SET has_minutes = 0, polls = x'' WHERE number = ?").run(Number(number));
  }
  return old.length > 0;
}

function dropHours(file: DatabaseSync, condition: string, most: number): boolean {
  const old = file
    .prepare(`SELECT number FROM recording WHERE is_open = 0 AND has_minutes = 0 AND ${condition} ORDER BY end LIMIT ?`)
    .all(most);
  for (const { number } of old) {
    file.prepare('DELETE FROM hours WHERE place BETWEEN ? AND ?').run(...placesOf(Number(number)));
    file.prepare('DELETE FROM recording WHERE number = ?').run(Number(number));
  }
  return old.length > 0;
}

function dropDays(file: DatabaseSync, before: number): boolean {
  if (!(oldestDay(file) < before)) return false;
  const [first] = placesOf(before);
  file.prepare('DELETE FROM highest WHERE place < ?').run(first);
  return true;
}

function oldestDay(file: DatabaseSync): number {
  const place = file.prepare('SELECT place FROM highest ORDER BY place LIMIT 1').get()?.['place'];
  return place === undefined ? Infinity : Math.floor(Number(place) / placesOf(1)[0]);
}

function dropEventsAndVerdicts(file: DatabaseSync, before: number): void {
  file.prepare('DELETE FROM event WHERE at < ?').run(before);
  // The one that still stood at that time stays: it is the state of everything after it.
  file
    .prepare(
      `DELETE FROM verdict WHERE at < ?1 AND (series NOT IN (SELECT series FROM series) OR EXISTS
        (SELECT 1 FROM verdict AS later WHERE later.series = verdict.series AND later.at > verdict.at AND later.at <= ?1))`,
    )
    .run(before);
  const oldest = Math.floor(before / DAY_MS);
  file
    .prepare('DELETE FROM baseline WHERE series IN (SELECT series FROM series WHERE seen_day > 0 AND seen_day < ?)')
    .run(oldest);
  file.prepare('DELETE FROM series WHERE seen_day > 0 AND seen_day < ?').run(oldest);
}
