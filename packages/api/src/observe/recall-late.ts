import type { Remembered } from '../health/remembered.ts';
import type { Board } from './board.ts';
import type { TimeSlice } from './time-slice.ts';

/** For groups that were seen before what was learned of them was there; true once it is and was taken over. */
export async function recallLate(board: Board, remembered: Remembered, slice: TimeSlice, at: number): Promise<boolean> {
  if (!remembered.isHere) return false;
  for (const { groups, observation } of board.streams.values()) {
    for (const group of groups.values()) remembered.recall(group, observation.stream, group.observation, at);
    if (slice.isOver()) await slice.breathe();
  }
  return true;
}
