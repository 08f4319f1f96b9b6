import { type GroupStatus, LEVELS, type Level } from './status.ts';

/** The part of a row that decides its place; a GroupRow fits. Times are epoch ms, 0 = none, null = not known. */
export interface Ranked {
  readonly level: Level;
  readonly status: GroupStatus;
  readonly stream: string;
  readonly group: string;
  readonly unread: number | null;
  readonly pending: number;
  readonly oldestUnreadAt: number | null;
  readonly oldestPendingAt: number | null;
}

/** What is at stake: entries that wait × how long they have waited (entry-seconds) at `at`, Redis time. */
export function stake(row: Ranked, at: number): number {
  return waiting(row.unread, row.oldestUnreadAt, at) + waiting(row.pending, row.oldestPendingAt, at);
}

/**
 * Order of rows: level, then losing data, which nothing makes good again, then what is at stake, then name. Negative = `a`
 * comes first.
 */
export function compareRanked(a: Ranked, b: Ranked, at: number): number {
  const byLevel = LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
  if (byLevel !== 0) return byLevel;
  if (isLosing(a) !== isLosing(b)) return isLosing(a) ? -1 : 1;
  const byStake = stake(b, at) - stake(a, at);
  if (byStake !== 0) return byStake;
  return compareText(a.group, b.group) || compareText(a.stream, b.stream);
}

function isLosing({ status }: Ranked): boolean {
  return status === 'losing-data';
}

// An entry of unknown age still waits: it counts as one second old, so counts alone order such rows.
function waiting(entries: number | null, since: number | null, at: number): number {
  if (entries === null || entries === 0) return 0;
  const seconds = since === null || since === 0 ? 1 : Math.max(0, at - since) / 1000;
  return entries * seconds;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
