import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../app/trpc.ts';
import { useSummary } from '../../live/use-live.ts';

/** The consumers of a group with their waiting-time cells, renewed while a page shows them. */
export function useConsumers(connection: string, stream: string, group: string) {
  const trpc = useTRPC();
  // While polling is paused every age stands still, those of what waits too.
  const paused = useSummary()?.paused ?? false;
  // 5,000: more than a page ever lists, so the answer is whole whenever the server has it.
  return useQuery(
    trpc.consumers.list.queryOptions(
      { connection, stream, group, limit: 5_000 },
      { refetchInterval: paused ? false : 3_000 },
    ),
  );
}
