import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTRPC } from '../../../app/trpc.ts';

/** Reads the lists of the page again once a change is over: what they show is from before it. */
export function useFreshLists(over: boolean): void {
  const queries = useQueryClient();
  const trpc = useTRPC();
  useEffect(() => {
    if (!over) return;
    for (const filter of [
      trpc.pending.pathFilter(),
      trpc.consumers.pathFilter(),
      trpc.deadLetters.pathFilter(),
      trpc.entries.pathFilter(),
      trpc.streams.pathFilter(),
      trpc.archives.pathFilter(),
      trpc.audit.pathFilter(),
    ])
      void queries.invalidateQueries(filter);
    // An undo is news for the job it takes back.
    void queries.invalidateQueries({ queryKey: ['job'] });
  }, [over, queries, trpc]);
}
