import type { EntryId } from '../entries/entry-id.ts';

/**
 * A pending entry as it was when the plan looked. Nothing is done to an entry whose owner, delivery time or delivery
 * count is another by then.
 */
export interface SeenEntry {
  readonly id: EntryId;
  readonly consumer: string;
  readonly deliveries: number;
  /** Redis time of its latest delivery, epoch ms, give or take one: Redis tells the time since, not the time itself. */
  readonly deliveredAt: number;
}

/** The entries a plan froze, in the order they are worked on. */
export type FrozenSet = (from: number, count: number) => Promise<readonly SeenEntry[]>;
