import type { Skipped, SkipReason } from '../actions/call.ts';
import type { SeenEntry } from '../actions/seen-entry.ts';
import type { UndoShows } from './undo-shows.ts';

const SAMPLE = 20;
const HOLDERS = 20;

/** Counts what an undo takes back and what it leaves, for the preview. */
export interface Tally {
  readonly count: number;
  /** The first ones, for a command line. */
  readonly sample: readonly SeenEntry[];
  returns(now: string | null, before: SeenEntry): void;
  stays(skipped: Skipped): void;
  shows(): Pick<UndoShows, 'moves' | 'stays'>;
}

export function createTally(): Tally {
  const moves = new Map<string, { now: string | null; before: string; count: number }>();
  const reasons = new Map<SkipReason, number>();
  const left: Skipped[] = [];
  const sample: SeenEntry[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    sample,
    returns(now, before) {
      count += 1;
      if (sample.length < SAMPLE) sample.push(before);
      const key = JSON.stringify([now, before.consumer]);
      const move = moves.get(key) ?? { now, before: before.consumer, count: 0 };
      move.count += 1;
      moves.set(key, move);
    },
    stays(skipped) {
      reasons.set(skipped.reason, (reasons.get(skipped.reason) ?? 0) + 1);
      if (left.length < SAMPLE) left.push(skipped);
    },
    shows: () => ({
      moves: [...moves.values()].toSorted((a, b) => b.count - a.count).slice(0, HOLDERS),
      stays: {
        reasons: [...reasons].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count),
        sample: left,
      },
    }),
  };
}
