import type { BurstTurn } from '@weir/domain/metrics/stream-burst';
import type { Happening } from './event-writer.ts';

/** A burst of entries into a stream began or is over; nothing while neither is so. */
export function burstEvent(stream: string, { turned, burst }: BurstTurn, at: number): Happening | undefined {
  if (turned === null) return undefined;
  const of = { kind: 'burst', level: 'note', stream, group: '' } as const;
  const { since, usual, peak } = burst;
  if (turned === 'began')
    return {
      ...of,
      at: since,
      title: [{ name: stream }, ' burst began'],
      detail: [{ rate: usual }, ' → ', { rate: peak }],
    };
  return {
    ...of,
    at,
    title: [{ name: stream }, ' burst ended'],
    detail: ['peaked at ', { rate: peak }, '; back to ', { rate: usual }, ' after ', { ms: at - since }],
  };
}
