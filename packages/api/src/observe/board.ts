import type { TickCost } from '@weir/domain/connections/gateway';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import type { Summary } from '@weir/domain/wire/summary';
import { createDeltaShelf, type DeltaShelf } from './delta-shelf.ts';
import { type LimitBook, limitBook } from './limit-book.ts';
import { createMemoryWatch, type MemoryWatch } from './memory-watch.ts';
import type { TimeSlice } from './time-slice.ts';
import { createTotals, type Totals } from './totals.ts';
import type { TrackedGroup, TrackedStream } from './tracked.ts';

/** The newest picture of one connection. Only the sampler writes to it; everybody reads. */
export interface Board {
  /** Grows by one with every published change. */
  version: number;
  readonly streams: Map<string, TrackedStream>;
  readonly shelf: DeltaShelf;
  /** The tiles' figures of the last hour. */
  readonly totals: Totals;
  readonly memory: MemoryWatch;
  /** For long work on this board, in pieces. */
  readonly newSlice: () => TimeSlice;
  limitBook: LimitBook;
  summary: Summary;
  /** Oldest first, bounded. */
  readonly events: WeirEvent[];
  nextEventId: number;
  nextKey: number;
  /** Redis time and this machine's time of the newest completed poll; null before the first. */
  polledAt: number | null;
  polledAtHere: number | null;
  /** Costs of the last polls, oldest first, with the time here at which each began. */
  readonly costs: { readonly atHere: number; readonly cost: TickCost }[];
  readonly spent: { commands: number; serverMicros: number };
  viewers: number;
}

const EVENTS_KEPT = 1_000;

/** `firstEventId`: higher than that of any event before, those of earlier processes too. */
export function createBoard(
  connection: string,
  boot: string,
  summary: Summary,
  newSlice: () => TimeSlice,
  firstEventId = 1,
): Board {
  const board: Board = {
    version: 0,
    streams: new Map(),
    shelf: createDeltaShelf(connection, boot, () => board, newSlice),
    totals: createTotals(),
    memory: createMemoryWatch(),
    newSlice,
    limitBook: limitBook([]),
    summary,
    events: [],
    nextEventId: firstEventId,
    nextKey: 1,
    polledAt: null,
    polledAtHere: null,
    costs: [],
    spent: { commands: 0, serverMicros: 0 },
    viewers: 0,
  };
  return board;
}

export function findGroup(board: Board, stream: string, group: string): TrackedGroup | undefined {
  return board.streams.get(stream)?.groups.get(group);
}

/** Redis time now, epoch ms: that of the newest poll plus what has passed here since; null before the first poll. */
export function redisNow(board: Board, here: number): number | null {
  if (board.polledAt === null || board.polledAtHere === null) return null;
  return board.polledAt + Math.max(0, here - board.polledAtHere);
}

/** True when the newest poll is older than three intervals: the figures are old, and said to be. */
export function isStale(board: Board, here: number): boolean {
  if (board.polledAtHere === null) return true;
  return here - board.polledAtHere > 3 * board.summary.cost.intervalMs;
}

export function addEvents(board: Board, events: readonly WeirEvent[]): void {
  board.events.push(...events);
  if (board.events.length > EVENTS_KEPT) board.events.splice(0, board.events.length - EVENTS_KEPT);
}
