import { LEVELS, type Level } from '@weir/domain/health/status';
import type { GroupRow } from '@weir/domain/wire/group-row';

/** Up to this many groups each has a block of its own. */
export const BLOCKS_AT_MOST = 60;

// Below three pixels a part cannot be seen; the width of the strip is about 320.
const LEAST_SHARE = 0.012;

export interface StripShare {
  readonly level: Level;
  readonly count: number;
  /** Of the whole width; all shares add up to 1. */
  readonly share: number;
}

/** Parts of the bar that stands for more groups than blocks fit: worst first, the rare ones never too thin to see. */
export function stripShares(levels: Readonly<Record<Level, number>>): readonly StripShare[] {
  const present = LEVELS.filter((level) => levels[level] > 0).map((level) => ({ level, count: levels[level] }));
  const total = present.reduce((sum, part) => sum + part.count, 0);
  const raised = present.map((part) => Math.max(LEAST_SHARE, part.count / total));
  const sum = raised.reduce((a, b) => a + b, 0);
  return present.map((part, at) => ({ ...part, share: (raised[at] ?? 0) / sum }));
}

/** Blocks worst first; within a level by name, so that they keep their places. */
export function stripBlocks(rows: readonly GroupRow[]): readonly GroupRow[] {
  return rows.toSorted(
    (a, b) =>
      LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || compare(a.group, b.group) || compare(a.stream, b.stream),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
