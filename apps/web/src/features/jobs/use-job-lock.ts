import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../app/trpc.ts';

/**
 * Why this visitor cannot pause, resume or cancel; '' = it can. A lost Redis does not forbid it: what a person wants of
 * a job is written down first.
 */
export function useJobLock(): string {
  const trpc = useTRPC();
  const session = useQuery(trpc.session.get.queryOptions());
  if (session.data?.role === 'viewer' || session.data?.role === 'reader')
    return 'Jobs need the operator role. Ask whoever started it.';
  return session.data?.readOnly === true ? 'Weir is read-only here, so it changes nothing.' : '';
}
