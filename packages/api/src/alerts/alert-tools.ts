import type { AlertBook } from '@weir/domain/alerts/alert-book';
import type { ChannelTarget } from '@weir/domain/alerts/channel';
import type { Attempt } from '@weir/domain/alerts/delivery';
import type { Rendered } from '@weir/domain/alerts/render-message';
import { redisNow } from '../observe/board.ts';
import type { Watch } from '../observe/watch.ts';

/** What watching rules and telling of them stands on; lent by the server. */
export interface AlertTools {
  readonly watches: ReadonlyMap<string, Watch>;
  readonly book: AlertBook;
  /** Which of several Weirs this is. */
  readonly by: string;
  /** This machine's clock, epoch ms. */
  readonly here: () => number;
  /** A new id: [0-9a-z-], never given out before. */
  readonly newId: () => string;
  /** Address people open the console at, without a slash at its end. */
  readonly origin: () => string;
  /** Sends once. `deliveryId` is the same for every try of one message, so that a receiver can tell a repetition. */
  readonly send: (target: ChannelTarget, message: Rendered, deliveryId: string) => Promise<Attempt>;
  /** Something that should not happen, for the log. */
  readonly onFault: (fault: unknown) => void;
}

/** Redis time of this connection; this machine's before the first poll. */
export function nowOf(watch: Watch): number {
  return redisNow(watch.board, watch.here()) ?? watch.here();
}
