import { keptBaseline } from '@weir/domain/health/baseline';
import type { TrackedGroup } from '../observe/tracked.ts';

/** Decides whose baselines are written now: what is learned slowly is kept every ten minutes, what was lost at once. */
export interface BaselineFilter {
  due(group: TrackedGroup, at: number): { readonly key: number; readonly text: string } | undefined;
}

const EVERY_MS = 600_000;

export function createBaselineFilter(): BaselineFilter {
  const kept = new WeakMap<TrackedGroup, { at: number; lost: number; lostSince: number }>();
  return {
    due(group, at) {
      const { lost, lostSince } = group.memory;
      const before = kept.get(group);
      if (before === undefined) {
        // Spread, so that groups found by the same poll are not all due in the same later one.
        kept.set(group, { at: at - EVERY_MS * ((group.key % 32) / 32), lost, lostSince });
        if (lost === 0) return undefined;
      } else if (before.lost === lost && before.lostSince === lostSince && at - before.at < EVERY_MS) return undefined;
      kept.set(group, { at, lost, lostSince });
      const text = keptBaseline(group);
      return text === undefined ? undefined : { key: group.key, text };
    },
  };
}
