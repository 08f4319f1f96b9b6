import type { EntryId } from '../entries/entry-id.ts';

/** What a dead letter says of itself, in whatever convention it was written. Null = it does not say. */
export interface Letter {
  /** Who wrote it: "Weir", the name of a library, or null. */
  readonly writtenBy: string | null;
  /** The stream it came from, in readable form. */
  readonly origin: string | null;
  readonly originalId: EntryId | null;
  readonly group: string | null;
  readonly consumer: string | null;
  readonly deliveries: number | null;
  /** The first line of why it failed, cut to what a list shows. */
  readonly error: string | null;
  /** Epoch ms; null = only the id tells when it came here. */
  readonly failedAt: number | null;
}
