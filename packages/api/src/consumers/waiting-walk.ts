import type { WaitingTimes } from '@weir/domain/connections/gateway';
import { WAITING_EDGES_MS } from '@weir/domain/wire/waiting-time';
import type { Watch } from '../observe/watch.ts';

const FRESH_MS = 2_000;
const LONGEST_FRESH_MS = 60_000;

/** The newest walk over a group's pending list; null while the first is under way, or when Redis cannot be asked. */
export async function waitingWalk(
  watch: Watch,
  stream: string,
  group: string,
  pending: number,
): Promise<WaitingTimes | null> {
  if (pending === 0 || watch.gateway.watcher.link.state !== 'up') return null;
  const request = { stream, group, edgesMs: WAITING_EDGES_MS };
  return watch.walks.of(JSON.stringify([stream, group]), freshFor(pending), () =>
    watch.gateway.pages.waitingTimes(request),
  );
}

/** How long a walk serves, ms: a list ten times as long is walked less often, so that the cost stays the same. */
export function freshFor(pending: number): number {
  return Math.min(LONGEST_FRESH_MS, FRESH_MS + pending / 10);
}
