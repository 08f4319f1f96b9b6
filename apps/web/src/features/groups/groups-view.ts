import { compareRanked } from '@weir/domain/health/rank';
import type { Level } from '@weir/domain/health/status';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { nameFilter } from '../../format/name-filter.ts';
import type { Sort } from '../../ui/sort-head.tsx';

export const GROUP_SORTS = ['state', 'group', 'unread', 'behind', 'pending', 'out', 'eta'] as const;
export type GroupSort = (typeof GROUP_SORTS)[number];
export const WORST_FIRST: Sort<GroupSort> = { column: 'state', down: true };

/** Groups whose own name or stream matches. */
export function filterGroups(rows: readonly GroupRow[], typed: string, level: Level | 'any'): readonly GroupRow[] {
  const matches = nameFilter(typed);
  return rows.filter((row) => (level === 'any' || row.level === level) && (matches(row.group) || matches(row.stream)));
}

/** Unknown figures come last whichever way the column is turned; equal ones go by name. */
export function sortGroups(rows: readonly GroupRow[], sort: Sort<GroupSort>, now: number): readonly GroupRow[] {
  const sign = sort.down ? -1 : 1;
  if (sort.column === 'state') return rows.toSorted((a, b) => -sign * compareRanked(a, b, now));
  if (sort.column === 'group') return rows.toSorted((a, b) => sign * byName(a, b));
  const figure = FIGURE[sort.column];
  return rows.toSorted((a, b) => {
    const left = figure(a);
    const right = figure(b);
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b);
    return sign * (left - right) || byName(a, b);
  });
}

const FIGURE: { readonly [Column in Exclude<GroupSort, 'state' | 'group'>]: (row: GroupRow) => number | null } = {
  unread: (row) => row.unread,
  // An older instant is further behind; none at all is not behind.
  behind: (row) => (row.oldestUnreadAt === null ? null : row.oldestUnreadAt === 0 ? -Infinity : -row.oldestUnreadAt),
  pending: (row) => row.pending,
  out: (row) => row.outPerSecond,
  eta: (row) => ({ now: 0, never: Infinity, unsure: null, time: row.etaMs })[row.eta],
};

function byName(a: GroupRow, b: GroupRow): number {
  return compareText(a.group, b.group) || compareText(a.stream, b.stream);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
