import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../app/trpc.ts';
import type { LetterFilter } from './letters-search.ts';

/** Streams with dead letters, out of what Weir has in memory. */
export function useLetterStreams(conn: string) {
  const trpc = useTRPC();
  return useQuery(trpc.deadLetters.list.queryOptions({ connection: conn }, { refetchInterval: 5_000 }));
}

/** Why they failed, out of the newest of each stream. */
export function useLetterReasons(conn: string) {
  const trpc = useTRPC();
  return useQuery(trpc.deadLetters.reasons.queryOptions({ connection: conn }, { refetchInterval: 10_000 }));
}

const PAGE = 50;

/** One page of the dead letters of a stream; undefined = there is none to list. */
export function useLetters(conn: string, stream: string | undefined, filter: LetterFilter, cursor: string | null) {
  const trpc = useTRPC();
  return useQuery(
    trpc.deadLetters.entries.queryOptions(
      { connection: conn, stream: stream ?? '', ...filter, limit: PAGE, cursor },
      { enabled: stream !== undefined, placeholderData: keepPreviousData },
    ),
  );
}
