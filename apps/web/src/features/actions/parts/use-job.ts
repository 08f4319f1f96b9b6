import { useQuery } from '@tanstack/react-query';
import type { JobDetail } from '@weir/domain/wire/action-answers';
import { useActionsClient } from './actions-client.ts';
import { useServerNow } from '../../jobs/use-server-now.ts';
import { isOver } from './job-view.ts';

/** A job as it goes on, and while its entries are still being watched. Undefined until it is read. */
export function useJob(jobId: string | undefined) {
  const client = useActionsClient();
  const now = useServerNow();
  return useQuery({
    queryKey: ['job', jobId],
    queryFn: (): Promise<JobDetail> => client.job(jobId ?? ''),
    enabled: jobId !== undefined,
    refetchInterval: (query) => (query.state.data !== undefined && isOver(query.state.data, now) ? false : 1_000),
  });
}
