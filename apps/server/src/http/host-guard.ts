import type { IncomingMessage } from 'node:http';

export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 421 | 429;
  readonly sentence: string;
}

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Refuses requests that were not meant for this console: a page that rebinds its DNS name to loopback sends its own
 * name as Host. `port` is the one listened on.
 */
export function refuseHost(
  request: IncomingMessage,
  port: number,
  allowedHosts: readonly string[],
): Refusal | undefined {
  const given = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  if (given.length !== 1) return { status: 400, sentence: 'A request needs exactly one Host header.' };
  if (!request.url?.startsWith('/')) return { status: 400, sentence: 'Only paths of this console are answered.' };
  const host = request.headers.host?.toLowerCase() ?? '';
  if (isOwnHost(host, port) || allowedHosts.includes(host)) return undefined;
  return { status: 421, sentence: 'This console does not answer under that name. WEIR_ALLOWED_HOSTS can allow it.' };
}

/** True for the address itself; false for names a proxy answers under. */
export function isOwnHost(host: string, port: number): boolean {
  return (
    LOOPBACK_NAMES.some((name) => host === `${name}:${port}` || (port === 80 && host === name)) ||
    isLoopback(host, port)
  );
}

// 127.0.0.2 and its like, for who set WEIR_HOST to one of them.
function isLoopback(host: string, port: number): boolean {
  return /^127(\.[0-9]{1,3}){3}:[0-9]+$/.test(host) && host.endsWith(`:${port}`);
}

/** True when a browser says that the request comes from a page of this console. */
export function isSameOrigin(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  const { origin, host } = request.headers;
  // Where both are there, both must fit; where neither is, nothing vouches for the request.
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined) return origin === `http://${host}` || origin === `https://${host}`;
  return site === 'same-origin';
}
