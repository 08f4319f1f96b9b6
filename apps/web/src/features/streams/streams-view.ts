import { LEVELS, type Level } from '@weir/domain/health/status';
import { formatBytes, formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { nameFilter } from '../../format/name-filter.ts';
import type { Sort } from '../../ui/sort-head.tsx';

export const STREAM_SORTS = [
  'state',
  'stream',
  'in',
  'entries',
  'memory',
  'covers',
  'groups',
  'unread',
  'pending',
] as const;
export type StreamSort = (typeof STREAM_SORTS)[number];
export const WORST_FIRST: Sort<StreamSort> = { column: 'state', down: true };

export function filterStreams(rows: readonly StreamRow[], typed: string, level: Level | 'any'): readonly StreamRow[] {
  const matches = nameFilter(typed);
  return rows.filter((row) => (level === 'any' || row.level === level) && matches(row.stream));
}

/** Unknown figures come last whichever way the column is turned; equal ones go by name. */
export function sortStreams(rows: readonly StreamRow[], sort: Sort<StreamSort>): readonly StreamRow[] {
  const sign = sort.down ? -1 : 1;
  if (sort.column === 'stream') return rows.toSorted((a, b) => sign * byName(a, b));
  const figure = FIGURE[sort.column];
  return rows.toSorted((a, b) => {
    const left = figure(a);
    const right = figure(b);
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b);
    // Among equally healthy streams the one with more waiting is the more interesting one.
    return sign * (left - right) || (sort.column === 'state' ? waiting(b) - waiting(a) : 0) || byName(a, b);
  });
}

/** From the first entry to the last, ms; null when the ids are no times or nothing is there. */
export function coversMs(row: Pick<StreamRow, 'firstAt' | 'lastAt'>): number | null {
  return row.firstAt === null || row.lastAt === null ? null : Math.max(0, row.lastAt - row.firstAt);
}

export function coversText(row: Pick<StreamRow, 'firstAt' | 'lastAt'>): string {
  const span = coversMs(row);
  return span === null ? '' : formatDuration(span);
}

/** "14 streams, 9.1 M entries, about 2.3 GB." */
export function totalsText(rows: readonly StreamRow[]): string {
  const entries = rows.reduce((sum, row) => sum + row.length, 0);
  const measured = rows.filter((row) => row.memoryBytes !== null);
  const bytes = measured.reduce((sum, row) => sum + (row.memoryBytes ?? 0), 0);
  const streams = `${formatCount(rows.length)} ${rows.length === 1 ? 'stream' : 'streams'}`;
  const size =
    measured.length === 0
      ? ''
      : `, about ${formatBytes(bytes)}${measured.length < rows.length ? ` in the ${formatCount(measured.length)} measured` : ''}`;
  return `${streams}, ${formatCount(entries)} ${entries === 1 ? 'entry' : 'entries'}${size}.`;
}

const FIGURE: { readonly [Column in Exclude<StreamSort, 'stream'>]: (row: StreamRow) => number | null } = {
  state: (row) => -LEVELS.indexOf(row.level),
  in: (row) => row.inPerSecond,
  entries: (row) => row.length,
  memory: (row) => row.memoryBytes,
  covers: coversMs,
  groups: (row) => row.groups,
  unread: (row) => (row.unreadUnknownGroups > 0 && row.unread === 0 ? null : row.unread),
  pending: (row) => row.pending,
};

function waiting(row: StreamRow): number {
  return row.unread + row.pending;
}

function byName(a: StreamRow, b: StreamRow): number {
  return a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0;
}
