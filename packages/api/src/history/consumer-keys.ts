import type { ConsumerObservation } from '@weir/domain/consumers/consumer-observation';
import type { TrackedGroup } from '../observe/tracked.ts';

/** Which consumers are recorded, and the keys they have: those with most pending of each group, so many in all. */
export interface ConsumerKeys {
  of(group: TrackedGroup): {
    readonly kept: readonly { readonly key: number; readonly consumer: ConsumerObservation }[];
    /** Keys of those that are not among them any more. */
    readonly lost: readonly number[];
  };
  /** Keys of a group that is gone. */
  ofGone(group: number): readonly number[];
  forget(): void;
}

export const CONSUMERS_PER_GROUP = 50;
export const CONSUMERS_RECORDED = 2_000;
const NONE = { kept: [], lost: [] } as const;

export function createConsumerKeys(): ConsumerKeys {
  const groups = new Map<number, Map<string, number>>();
  let count = 0;
  // Below those of rows.
  let nextKey = -1;

  return {
    of(group) {
      const list = group.observation.consumerList;
      // Not read this time is not gone.
      if (!list.known) return NONE;
      const before = groups.get(group.key) ?? new Map<string, number>();
      const most = list.value.consumers.toSorted((a, b) => b.pending - a.pending).slice(0, CONSUMERS_PER_GROUP);
      const now = new Map<string, number>();
      const kept: { key: number; consumer: ConsumerObservation }[] = [];
      count -= before.size;
      for (const consumer of most) {
        const key = before.get(consumer.consumer) ?? (count < CONSUMERS_RECORDED ? nextKey-- : undefined);
        if (key === undefined) continue;
        count += 1;
        now.set(consumer.consumer, key);
        kept.push({ key, consumer });
      }
      groups.set(group.key, now);
      return { kept, lost: [...before].filter(([name]) => !now.has(name)).map(([, key]) => key) };
    },
    ofGone(group) {
      const keys = [...(groups.get(group)?.values() ?? [])];
      count -= keys.length;
      groups.delete(group);
      return keys;
    },
    forget() {
      groups.clear();
      count = 0;
    },
  };
}
