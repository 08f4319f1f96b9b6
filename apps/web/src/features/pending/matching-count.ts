import type { ConsumerAnswer } from '@weir/domain/wire/answers';
import { isFiltered, type PendingFilter } from './pending-search.ts';

/** How many pending entries match a filter where that is known without counting; otherwise null. */
export function matchingCount(
  filter: PendingFilter,
  pending: number,
  consumers: readonly Pick<ConsumerAnswer, 'consumer' | 'pending'>[],
): number | null {
  if (!isFiltered(filter)) return pending;
  if (filter.consumer === undefined || filter.idle !== undefined || filter.minDeliveries !== undefined) return null;
  return consumers.find(({ consumer }) => consumer === filter.consumer)?.pending ?? null;
}
