import type { Ring } from '@weir/domain/metrics/ring';
import type { Watch } from '../observe/watch.ts';

/** True when the hour in memory holds all there is to know from that moment on. */
export function inMemory(watch: Watch, ring: Ring | undefined, from: number): boolean {
  const oldest = ring?.oldest ?? null;
  if (oldest !== null && oldest <= from) return true;
  return watch.history.state().state !== 'ok';
}
