import { useNow } from '../../live/redis-clock.ts';
import { useSummary } from '../../live/use-live.ts';

/** The time of the machine Weir runs on, by which jobs are timed; epoch ms, renewed each second. */
export function useServerNow(): number {
  return useNow() - (useSummary()?.clockSkewMs ?? 0);
}
