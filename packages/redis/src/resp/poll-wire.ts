/**
 * Some commands and what becomes of their replies. Made once per subject and sent again and again, so that a poll of
 * what has not changed makes no garbage.
 */
export interface Ask {
  /** The encoded commands. */
  readonly payload: Buffer;
  /** How many replies they bring: one per command. */
  readonly replies: number;
  /** The whole replies of the last time, to recognise them by; undefined = nothing to compare with. */
  readonly previous: Buffer | undefined;
  /** Gets the replies' bytes, which hold only during the call, or undefined when they are those of `previous`. */
  answered(raw: Buffer | undefined): void;
  /** What may be held of these replies before they are complete; absent = as much as any reply may be. */
  readonly mostBytes?: number;
  /** The reply was over a limit of size; the connection is given up for it. `beginning` = its first bytes. */
  tooLarge?(beginning: Buffer): void;
}

/** The way the poller talks to Redis: many asks written at once, answered in order. */
export interface PollWire {
  /** Resolves when all are answered. Rejects with NoAnswer when the connection breaks or stays silent. */
  send(asks: readonly Ask[]): Promise<void>;
  /** Bytes received so far. */
  readonly bytesIn: number;
}
