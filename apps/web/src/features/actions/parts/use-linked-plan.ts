import { useQuery } from '@tanstack/react-query';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import { useState } from 'react';
import { failureOf } from '../../../app/trpc.ts';
import { useActionsClient } from './actions-client.ts';

/**
 * The plan the address led to when the dialog was opened. waiting: it is being read. none: there was none, or it has
 * expired; the dialog then counts for itself.
 */
export function useLinkedPlan(set: string | undefined): 'waiting' | ReadyPlan | undefined {
  const client = useActionsClient();
  const [linked] = useState(set);
  const query = useQuery({
    queryKey: ['linked-plan', linked],
    queryFn: () => client.planned(linked ?? ''),
    enabled: linked !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'counting' ? 500 : false),
    retry: (count, error) => count < 2 && failureOf(error).reason !== 'not-found',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (linked === undefined || query.isError) return undefined;
  return query.data?.state === 'ready' ? query.data : 'waiting';
}
