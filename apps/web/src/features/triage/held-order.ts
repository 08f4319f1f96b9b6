import { compareRanked } from '@weir/domain/health/rank';
import type { GroupRow } from '@weir/domain/wire/group-row';

/** The order rows are shown in, held so that a target does not move under the pointer. */
export interface HeldOrder {
  readonly troubled: readonly number[];
  readonly rest: readonly number[];
  /** When rows last changed places; Redis time. */
  readonly at: number;
  /** Rows whose place would change now; above 0 only while somebody is in the list. */
  readonly moved: number;
}

export const TROUBLED_SHOWN = 12;
const HOLD_MS = 10_000;

/**
 * The order to show after `before`. It changes at most every 10 s, and not while `busy` (pointer or focus in the list)
 * unless `forced`. Rows that are gone drop out by themselves where the order is drawn.
 */
export function nextOrder(
  before: HeldOrder | null,
  rows: readonly GroupRow[],
  now: number,
  { busy, forced }: { readonly busy: boolean; readonly forced: boolean },
): HeldOrder {
  const held = before === null ? null : withArrivals(before, rows);
  if (held !== null && !forced && !busy && now - held.at < HOLD_MS && held.at <= now) return withNewcomers(held, rows);
  const ranked = rank(rows, now);
  if (held === null || forced) return { ...ranked, at: now, moved: 0 };
  const moved = countMoved(held, ranked);
  if (busy) return moved === held.moved ? held : { ...held, moved };
  if (moved === 0 && held.moved === 0 && sameKeys(held.rest, ranked.rest)) return held;
  return { ...ranked, at: now, moved: 0 };
}

// Groups that were just found stand at the end until the next order.
function withArrivals(held: HeldOrder, rows: readonly GroupRow[]): HeldOrder {
  const known = new Set([...held.troubled, ...held.rest]);
  const came = rows.filter((row) => !known.has(row.key)).map((row) => row.key);
  return came.length === 0 ? held : { ...held, rest: [...held.rest, ...came] };
}

// New trouble does not wait: it joins at the end of the part with sentences, where it moves nobody there.
function withNewcomers(held: HeldOrder, rows: readonly GroupRow[]): HeldOrder {
  if (held.troubled.length >= TROUBLED_SHOWN) return held;
  const shown = new Set(held.troubled);
  const came = rows
    .filter((row) => isTroubled(row) && !shown.has(row.key))
    .map((row) => row.key)
    .slice(0, TROUBLED_SHOWN - held.troubled.length);
  if (came.length === 0) return held;
  const gone = new Set(came);
  return { ...held, troubled: [...held.troubled, ...came], rest: held.rest.filter((key) => !gone.has(key)) };
}

function isTroubled({ level }: GroupRow): boolean {
  return level === 'critical' || level === 'warning';
}

function rank(rows: readonly GroupRow[], now: number): Pick<HeldOrder, 'troubled' | 'rest'> {
  const ranked = rows.toSorted((a, b) => compareRanked(a, b, now));
  const inTrouble = ranked.findIndex((row) => !isTroubled(row));
  const shown = Math.min(TROUBLED_SHOWN, inTrouble === -1 ? ranked.length : inTrouble);
  const keys = ranked.map((row) => row.key);
  return { troubled: keys.slice(0, shown), rest: keys.slice(shown) };
}

// Only the part with sentences counts: a calm row that trades places with another is not news.
function countMoved(held: HeldOrder, ranked: Pick<HeldOrder, 'troubled'>): number {
  const came = ranked.troubled.filter((key, at) => held.troubled[at] !== key).length;
  return Math.max(came, held.troubled.length - ranked.troubled.length);
}

function sameKeys(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at]);
}
