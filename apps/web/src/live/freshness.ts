import type { Summary } from '@weir/domain/wire/summary';
import type { SocketState } from './live-store.ts';

/** How old the picture is and why. `ageMs` is null before the first poll. */
export interface Freshness {
  /**
   * live: younger than three intervals. stale: older. paused: somebody paused polling. redis-lost: Redis does not
   * answer. weir-lost: this tab does not reach Weir. waiting: no poll yet. past: the page shows a moment of the past.
   */
  readonly kind: 'live' | 'stale' | 'paused' | 'redis-lost' | 'weir-lost' | 'waiting' | 'past';
  readonly ageMs: number | null;
}

// A reload of Weir takes a second or two; a banner for that would be noise.
const SOCKET_GRACE_MS = 3_000;

/** `now` is Redis time, `hereNow` the browser's, both epoch ms. */
export function freshnessOf(summary: Summary | null, socket: SocketState, now: number, hereNow: number): Freshness {
  const ageMs = summary?.polledAt == null ? null : Math.max(0, now - summary.polledAt);
  if (socket.state === 'lost' && hereNow - socket.since > SOCKET_GRACE_MS) return { kind: 'weir-lost', ageMs };
  if (summary?.link.state === 'down') return { kind: 'redis-lost', ageMs };
  if (summary === null || ageMs === null) return { kind: 'waiting', ageMs };
  if (summary.paused) return { kind: 'paused', ageMs };
  const interval = summary.cost.intervalMs + summary.cost.lastDurationMs;
  return { kind: ageMs > 3 * interval ? 'stale' : 'live', ageMs };
}

/**
 * The moment all ages on the page stand at; null while they tick. A figure that is not renewed must not go on ageing
 * beside others that cannot: the page says once how old all of it is.
 */
export function standsAt(kind: Freshness['kind'], polledAt: number | null): number | null {
  return kind === 'live' || kind === 'waiting' ? null : polledAt;
}

/** True when the page loses its colour: nobody can say what Redis holds now. */
export function isLost(kind: Freshness['kind']): boolean {
  return kind === 'redis-lost' || kind === 'weir-lost';
}
