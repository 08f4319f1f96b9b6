import type { Board } from '../observe/board.ts';
import type { TimeSlice } from '../observe/time-slice.ts';

/** Which consumers get samples: one with a new name per process run would otherwise fill the scraper. */
export interface ConsumerChoice {
  /** Asked once per consumer, in the order of the board. */
  takes(pending: number): boolean;
  readonly leftOut: number;
}

/** All consumers while there are at most `limit` of them, else those that hold the most pending entries. */
export async function chooseConsumers(board: Board, limit: number, slice: TimeSlice): Promise<ConsumerChoice> {
  const counts = await countByPending(board, slice);
  let room = limit;
  // Consumers that hold exactly as many as the last that fits: the first of them on the board fill what is left.
  let least = Infinity;
  let ties = 0;
  for (const [pending, count] of [...counts].toSorted(([a], [b]) => b - a)) {
    if (room === 0) break;
    least = pending;
    ties = Math.min(room, count);
    room -= ties;
  }
  let places = limit;
  let leftOut = 0;

  function takes(pending: number): boolean {
    // The board may have moved on between counting and asking: the limit holds all the same.
    if (places === 0 || pending < least) return false;
    if (pending > least) return true;
    ties -= 1;
    return ties >= 0;
  }

  return {
    takes(pending) {
      const taken = takes(pending);
      if (taken) places -= 1;
      else leftOut += 1;
      return taken;
    },
    get leftOut() {
      return leftOut;
    },
  };
}

async function countByPending(board: Board, slice: TimeSlice): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  for (const { groups } of board.streams.values()) {
    for (const { observation } of groups.values()) {
      if (!observation.consumerList.known) continue;
      for (const { pending } of observation.consumerList.value.consumers)
        counts.set(pending, (counts.get(pending) ?? 0) + 1);
    }
    if (slice.isOver()) await slice.breathe();
  }
  return counts;
}
