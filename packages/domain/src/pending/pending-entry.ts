import type { EntryId } from '../entries/entry-id.ts';

/** One row of XPENDING's list. `deliveredAt` is Redis time (epoch ms) minus idle. Consumer "" = unowned (8.8+). */
export interface PendingEntry {
  readonly id: EntryId;
  readonly consumer: string;
  readonly deliveredAt: number;
  readonly deliveries: number;
}
