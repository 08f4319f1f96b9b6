import { formatBytes, formatCount, formatDuration } from '@weir/domain/metrics/format-figures';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { MoveFact } from '../group/move-view.ts';

export type DeletePreview = Extract<ReadyPlan['preview'], { of: 'delete-stream' }>;

/** What goes with the stream, in four figures. */
export function deleteFacts({ length, groups, pending, memoryBytes }: DeletePreview): readonly MoveFact[] {
  return [
    { name: 'Entries', value: formatCount(length, 'full') },
    { name: 'Groups', value: groups === 0 ? 'none' : formatCount(groups, 'full') },
    { name: 'Pending in them', value: pending === 0 ? 'none' : formatCount(pending, 'full') },
    memoryBytes.known
      ? { name: 'Memory, freed in a day', value: `about ${formatBytes(memoryBytes.value)}` }
      : { name: 'Memory, freed in a day', value: '', unknown: memoryBytes.because },
  ];
}

/** "23 h left", "being removed": how long a deleted stream can still be had back. `now` and `until` by the clock of Redis. */
export function timeLeftText(until: number, now: number): string {
  return until <= now ? 'being removed' : `${formatDuration(until - now)} left`;
}
