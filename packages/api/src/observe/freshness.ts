import { isStale } from './board.ts';
import type { Watch } from './watch.ts';

/** How old an answer from the board is; sent beside every list. */
export interface Freshness {
  /** Redis time of the poll the figures are from; null before the first. */
  readonly polledAt: number | null;
  /** True when that is more than three intervals ago. */
  readonly stale: boolean;
}

export function freshness(watch: Watch): Freshness {
  return { polledAt: watch.board.polledAt, stale: isStale(watch.board, watch.here()) };
}
