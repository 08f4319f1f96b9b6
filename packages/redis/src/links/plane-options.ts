import { isIP } from 'node:net';
import type { RedisOptions } from 'ioredis';
import type { RedisAddress } from './redis-address.ts';

/** The separate connections to one Redis: a slow page or a blocked tail never delays a poll or a write. */
export type Plane = 'poll' | 'read' | 'tail' | 'write';

/** How long one try may take from the first packet to a session, ms. */
export const CONNECT_TIMEOUT_MS = 5_000;

// A call that is not answered by then has failed (reads) or is unknown (writes). Below 5 s, so that nothing an operator
// looks at hangs longer; the tail waits in XREAD BLOCK 5000 by design.
const COMMAND_TIMEOUT_MS: Readonly<Record<Plane, number>> = { poll: 4_000, read: 4_000, tail: 8_000, write: 4_000 };

/**
 * The client's options for one plane. Everything the client would do on its own is off: it must neither reconnect, nor
 * queue, nor repeat. Link makes a new client for every try, so no command can outlive the connection it was sent on.
 */
export function planeOptions(address: RedisAddress, plane: Plane): RedisOptions & { readonly replyMapping: 'legacy' } {
  return {
    host: address.host,
    port: address.port,
    // Both address families, in the order the resolver gives them.
    family: 0,
    ...(address.tls ? { tls: tlsOptions(address) } : {}),
    // RESP2: the same reply shapes on every version, no push frames, and the own decoder of the poll plane knows it alone.
    protocol: 2,
    replyMapping: 'legacy',
    // Connecting is asked for, never a side effect of sending.
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // Link reconnects. A client that does both would re-send what it still holds.
    retryStrategy: null,
    reconnectOnError: null,
    // The client's default of 20 lets a lost write run twice; 0 alone with no re-send settles each command exactly once.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    // A command with no connection fails at once instead of running minutes later.
    enableOfflineQueue: false,
    // Known to keep answering MOVED during slot moves (ioredis 2075), and it reorders what belongs together.
    enableAutoPipelining: false,
    // The check needs INFO, which an account may lack or a service may not offer; the handshake here sees LOADING itself.
    enableReadyCheck: false,
    // CLIENT SETINFO is an error on servers before 7.2 and would show in their error statistics.
    disableClientInfo: true,
    commandTimeout: COMMAND_TIMEOUT_MS[plane],
    // A second later the whole connection is given up: nothing at all came although something was asked.
    socketTimeout: COMMAND_TIMEOUT_MS[plane] + 1_000,
    // Finds a peer that vanished while nothing was asked.
    keepAlive: 10_000,
    noDelay: true,
    // Counters above 2^53 lose their last digits as numbers; none of them is an id, and ids stay text anyway.
    stringNumbers: false,
  };
}

/** What CLIENT LIST shows for a plane. Set after AUTH by the handshake; the client itself would set it too early. */
export function connectionName(plane: Plane): string {
  return `weir:${plane}`;
}

/** TLS is verified, always; a name is sent for servers that keep several certificates. */
export function tlsOptions(address: RedisAddress): { servername?: string; ca?: string } {
  return {
    ...(isIP(address.host) === 0 ? { servername: address.host } : {}),
    ...(address.trustedCa === undefined ? {} : { ca: address.trustedCa }),
  };
}
