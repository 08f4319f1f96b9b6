import { useMutation, useQuery } from '@tanstack/react-query';
import { useSummary } from '../live/use-live.ts';
import { usePast } from '../past/use-past.ts';
import { failureOf, useTRPC } from './trpc.ts';

export interface Polling {
  readonly paused: boolean;
  readonly toggle: () => void;
  /** '' or why pausing is not possible. */
  readonly lockedBecause: string;
  /** '' or what the server said to the last try. */
  readonly trouble: string;
}

/** Pause and resume, for everybody who looks at this connection. */
export function usePolling(conn: string): Polling {
  const trpc = useTRPC();
  const paused = useSummary()?.paused ?? false;
  const session = useQuery(trpc.session.get.queryOptions());
  const pause = useMutation(trpc.polling.pause.mutationOptions());
  const resume = useMutation(trpc.polling.resume.mutationOptions());
  const next = paused ? resume : pause;
  const failed = pause.error ?? resume.error;
  const isPast = usePast() !== null;
  const mayNot = session.data?.role === 'viewer' || session.data?.role === 'reader';
  const lockedBecause = isPast
    ? 'This page shows the past. Go back to now to pause polling.'
    : mayNot
      ? 'Pausing stops polling for everybody, so it needs the operator role.'
      : '';
  return {
    paused,
    toggle: () => {
      if (lockedBecause === '' && !next.isPending) next.mutate({ connection: conn });
    },
    lockedBecause,
    trouble: failed === null ? '' : failureOf(failed).sentence,
  };
}
