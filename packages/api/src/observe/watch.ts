import type { EntriesPage, Gateway, PendingPage, WaitingTimes } from '@weir/domain/connections/gateway';
import type { History } from '@weir/domain/history/history';
import type { Happening } from '../events/event-writer.ts';
import type { Board } from './board.ts';
import type { SharedReads } from './shared-reads.ts';
import type { ConnectionNames } from './summarise.ts';

/** One watched Redis: what the settings call it, the gateway to it and what is known of it. */
export interface Watch extends ConnectionNames {
  readonly gateway: Gateway;
  readonly board: Board;
  readonly walks: SharedReads<WaitingTimes>;
  readonly marks: SharedReads<PendingPage>;
  /** The newest dead letters, by stream. */
  readonly letters: SharedReads<EntriesPage>;
  /** What was seen before, on disk. */
  readonly history: History;
  /** This machine's clock, epoch ms. */
  readonly here: () => number;
  /** Tells viewers at once what changed between two polls: that polling was paused or goes on, and these events. */
  readonly announce: (happenings?: readonly Happening[]) => void;
}
