import { parseEntryId } from '@weir/domain/entries/entry-id';
import { idBefore } from '@weir/domain/entries/id-beside';
import { idleRangeText, parseIdleRange, type IdleRange } from './idle-range.ts';

/** The filters of a pending list as the address holds them: `consumer=`, `idle=45m..`, `deliveries=5..`. */
export interface PendingFilter {
  readonly consumer: string | undefined;
  readonly idle: IdleRange | undefined;
  readonly minDeliveries: number | undefined;
}

interface Params {
  readonly consumer?: string | undefined;
  readonly idle?: string | undefined;
  readonly deliveries?: string | undefined;
}

export function filterOf(params: Params): PendingFilter {
  const deliveries = /^([1-9]\d{0,8})\.\.$/.exec(params.deliveries ?? '');
  return {
    consumer: params.consumer,
    idle: parseIdleRange(params.idle),
    minDeliveries: deliveries === null ? undefined : Number(deliveries[1]),
  };
}

/** The list that begins with this entry, opened. */
export function openedAt(id: string): { readonly page: string | undefined; readonly entry: string } {
  const parsed = parseEntryId(id);
  return { page: parsed === undefined ? undefined : idBefore(parsed), entry: id };
}

export function paramsOf(filter: PendingFilter): Params {
  return {
    consumer: filter.consumer,
    idle: filter.idle === undefined ? undefined : idleRangeText(filter.idle),
    deliveries: filter.minDeliveries === undefined ? undefined : `${filter.minDeliveries}..`,
  };
}

export function isFiltered({ consumer, idle, minDeliveries }: PendingFilter): boolean {
  return consumer !== undefined || idle !== undefined || minDeliveries !== undefined;
}
