import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';

const WATCHED_MS = 1_000;
const BESIDE_MS = 5_000;
const MOST_UNFINISHED = 100;
const PAGE = 50;

/** Jobs of this connection that are not over, newest first, asked for anew each second. */
export function useUnfinishedJobs(conn: string, everyMs = WATCHED_MS) {
  const trpc = useTRPC();
  return useQuery(
    trpc.jobs.list.queryOptions(
      { connection: conn, unfinished: true, limit: MOST_UNFINISHED, cursor: null },
      { refetchInterval: everyMs },
    ),
  );
}

/** How many jobs are not over; undefined while that is not known. */
export function useRunningJobs(conn: string): number | undefined {
  return useUnfinishedJobs(conn, BESIDE_MS).data?.items.length;
}

/** All jobs of this connection, newest first, a page at a time. */
export function useAllJobs(conn: string) {
  const trpc = useTRPC();
  const { jobs } = useTRPCClient();
  // By hand, because the ready-made form sends a direction that the server does not know.
  return useInfiniteQuery({
    queryKey: [...trpc.jobs.list.pathKey(), 'pages', conn],
    queryFn: ({ pageParam }) => jobs.list.query({ connection: conn, limit: PAGE, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: BESIDE_MS,
  });
}

export type JobChange =
  | { readonly does: 'pause' | 'resume' | 'cancel'; readonly jobId: string }
  | { readonly does: 'rate'; readonly jobId: string; readonly ratePerSecond: number | null };

/** Pause, resume, cancel, change the rate. */
export function useChangeJob() {
  const trpc = useTRPC();
  const { jobs } = useTRPCClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: JobChange) => {
      const { jobId } = change;
      return change.does === 'rate'
        ? jobs.setRate.mutate({ jobId, ratePerSecond: change.ratePerSecond })
        : jobs[change.does].mutate({ jobId });
    },
    onSettled: (_answer, _error, { jobId }) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: trpc.jobs.pathKey() }),
        queries.invalidateQueries({ queryKey: ['job', jobId] }),
      ]),
  });
}
