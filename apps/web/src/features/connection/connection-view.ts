import type { LinkState } from '@weir/domain/connections/link-state';
import type { Summary } from '@weir/domain/wire/summary';
import { formatDuration } from '@weir/domain/metrics/format-figures';
import { clockText, type Zone } from '../../format/moment.ts';
import type { Freshness } from '../../live/freshness.ts';
import type { SocketState } from '../../live/live-store.ts';

/** "Redis 7.2.5, replica": product, version, and the role where it is not the usual one. */
export function serverText(summary: Summary): string {
  if (summary.version === '') return 'Connecting';
  const product =
    summary.product === '' ? 'Redis' : summary.product.slice(0, 1).toUpperCase() + summary.product.slice(1);
  const role = summary.role === 'replica' ? ', replica' : '';
  return `${product} ${summary.version}${role}${summary.readOnly ? ', read-only' : ''}`;
}

export interface BannerWords {
  readonly title: string;
  readonly sentence: string;
  /** "Next try in 5 s"; '' while a try runs. */
  readonly next: string;
}

/**
 * What the banner says while nobody can tell what Redis holds. `serverNow` is the clock of Weir's server and
 * `hereNow` the browser's, epoch ms; `skewMs` turns server time into Redis time, by which clocks are shown.
 */
export function bannerWords(
  freshness: Freshness,
  link: LinkState | null,
  socket: SocketState,
  clocks: { readonly serverNow: number; readonly hereNow: number; readonly skewMs: number; readonly zone: Zone },
): BannerWords | null {
  const old = freshness.ageMs === null ? '' : ` Everything below is ${formatDuration(freshness.ageMs)} old.`;
  if (freshness.kind === 'weir-lost' && socket.state === 'lost')
    return {
      title: `Can’t reach Weir since ${clockText(socket.since, clocks.zone)}.${old}`,
      sentence: 'The server of this page does not answer. It may be restarting, or this machine lost its network.',
      next: nextText(socket.nextTryAt - clocks.hereNow),
    };
  if (freshness.kind === 'redis-lost' && link?.state === 'down')
    return {
      title: `Can’t reach Redis since ${clockText(link.since + clocks.skewMs, clocks.zone)}.${old}`,
      sentence: `${link.sentence}${attemptsText(link.attempts)}`,
      next: link.nextTryAt === null ? '' : nextText(link.nextTryAt - clocks.serverNow),
    };
  return null;
}

export interface Outage {
  /** Redis time of the last poll before it; null while there is none. */
  readonly lastPolledAt: number | null;
  /** How old the picture had become when the next poll came; null while there is nothing to tell. */
  readonly backAfterMs: number | null;
}

export const NO_OUTAGE: Outage = { lastPolledAt: null, backAfterMs: null };

/** The outage after one more look. It ends with the first poll, not with the connection: until then the page is old. */
export function followOutage(outage: Outage, lost: boolean, polledAt: number | null): Outage {
  if (lost)
    return outage.lastPolledAt === null && polledAt !== null ? { lastPolledAt: polledAt, backAfterMs: null } : outage;
  if (outage.lastPolledAt === null || polledAt === null || polledAt <= outage.lastPolledAt) return outage;
  return { lastPolledAt: null, backAfterMs: polledAt - outage.lastPolledAt };
}

function attemptsText(attempts: number): string {
  return attempts < 2 ? '' : ` Tried ${attempts} times.`;
}

function nextText(ms: number): string {
  return ms < 500 ? 'Trying now' : `Next try in ${Math.ceil(ms / 1000)} s`;
}
