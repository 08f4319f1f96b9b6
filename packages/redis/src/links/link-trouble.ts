import type { LinkTrouble } from '@weir/domain/connections/link-state';
import { RARELY_MS, type Pace } from './back-off.ts';
import type { RedisAddress } from './redis-address.ts';

/** Why a link is down, ready to be shown. */
export interface Trouble {
  readonly reason: LinkTrouble;
  readonly sentence: string;
  readonly pace: Pace;
}

interface Row {
  readonly reason: LinkTrouble;
  readonly pace?: Pace;
  /** `detail` is Weir's own word for a number or product, never text of a server or library. */
  readonly sentence: (at: string, detail: string) => string;
}

/** Every way a connection can fail that Weir can tell apart, with the one sentence for it. */
const TROUBLES = {
  'nothing-listens': {
    reason: 'refused',
    sentence: (at) => `Nothing listens at ${at}: start Redis there, or correct the port in the address.`,
  },
  'unknown-host': {
    reason: 'unreachable',
    sentence: (at) => `The host name in ${at} is not known: check its spelling, or DNS on the machine that runs Weir.`,
  },
  'no-path': {
    reason: 'unreachable',
    sentence: (at) => `No network path leads to ${at}: check the address and the network in between.`,
  },
  'no-answer': {
    reason: 'timed-out',
    sentence: (at) => `${at} did not answer within 5 s: check the address and any firewall on the way.`,
  },
  silent: {
    reason: 'timed-out',
    sentence: (at) =>
      `${at} accepts connections but does not answer: Redis is stopped or overloaded, or something else listens there.`,
  },
  'closed-early': {
    reason: 'lost',
    sentence: (at) =>
      `${at} closes the connection before it answers: look into the log of Redis or of a proxy before it.`,
  },
  lost: {
    reason: 'lost',
    sentence: (at) => `The connection to ${at} was closed: Redis was stopped or restarted, or the network broke off.`,
  },
  'stopped-answering': {
    reason: 'timed-out',
    sentence: (at) => `${at} stopped answering: Redis is paused or overloaded, or the network is down.`,
  },
  'wrong-password': {
    reason: 'wrong-password',
    pace: 'rarely',
    sentence: (at) => `Redis at ${at} did not accept the user or password: correct them in the address.`,
  },
  'password-needed': {
    reason: 'password-needed',
    pace: 'rarely',
    sentence: (at) => `Redis at ${at} wants a password: put it into the address, as in redis://user:password@host.`,
  },
  'nothing-permitted': {
    reason: 'not-permitted',
    pace: 'rarely',
    sentence: (at) =>
      `The user for ${at} may not read streams: allow it with ACL SETUSER … +xinfo +xpending +xrange +xrevrange +xlen +scan +type +info +ping +time and %R~ key patterns.`,
  },
  'no-such-database': {
    reason: 'not-permitted',
    pace: 'rarely',
    sentence: (at, detail) =>
      `Redis at ${at} does not let this user into database ${detail}: correct the number in the address.`,
  },
  'no-database-of-that-number': {
    reason: 'not-permitted',
    pace: 'rarely',
    sentence: (at, detail) =>
      `Redis at ${at} has no database ${detail}: correct the number at the end of the address, or raise databases there.`,
  },
  'protected-mode': {
    reason: 'not-permitted',
    pace: 'rarely',
    sentence: (at) =>
      `Redis at ${at} is in protected mode and lets in local connections only: set a password there, or bind it.`,
  },
  'tls-wanted': {
    reason: 'tls-mismatch',
    sentence: (at) => `${at} speaks TLS and the address does not: write rediss:// instead of redis://.`,
  },
  'tls-unknown': {
    reason: 'tls-mismatch',
    sentence: (at) => `${at} does not speak TLS and the address asks for it: write redis:// instead of rediss://.`,
  },
  'tls-failed': {
    reason: 'tls-mismatch',
    sentence: (at) => `TLS with ${at} could not be agreed on: compare the TLS versions and certificates of both sides.`,
  },
  'tls-client-certificate': {
    reason: 'tls-mismatch',
    sentence: (at) =>
      `${at} wants a client certificate, which Weir does not send: set tls-auth-clients no or optional there.`,
  },
  'certificate-untrusted': {
    reason: 'tls-mismatch',
    sentence: (at) =>
      `The certificate of ${at} is not signed by an authority Weir trusts: name the authority's file in NODE_EXTRA_CA_CERTS.`,
  },
  'certificate-other-name': {
    reason: 'tls-mismatch',
    sentence: (at) => `The certificate of ${at} is for another name: use the name it was made for in the address.`,
  },
  'certificate-expired': {
    reason: 'tls-mismatch',
    sentence: (at) => `The certificate of ${at} has expired or is not valid yet: renew it, or set the clocks right.`,
  },
  'not-redis': {
    reason: 'not-redis',
    sentence: (at, detail) => `What listens at ${at} is not Redis${detail}: correct host and port in the address.`,
  },
  sentinel: {
    reason: 'not-redis',
    sentence: (at) => `${at} is a Sentinel, which holds no streams: give the address of the Redis it watches.`,
  },
  loading: {
    reason: 'loading',
    pace: 'each-second',
    sentence: (at, detail) => `Redis at ${at} is loading its data${detail}: Weir connects as soon as that is done.`,
  },
  'too-many-clients': {
    reason: 'busy',
    sentence: (at) => `Redis at ${at} has no connection left to give: close some, or raise maxclients there.`,
  },
  'long-script': {
    reason: 'busy',
    sentence: (at) => `Redis at ${at} is held up by a script that does not end: Weir waits and does not stop it.`,
  },
  'too-old': {
    reason: 'too-old',
    pace: 'rarely',
    sentence: (at, detail) =>
      `Redis${detail} at ${at} is too old: Weir needs 6.0 or later, which can scan for streams alone (SCAN … TYPE).`,
  },
  'not-understood': {
    reason: 'lost',
    sentence: (at) => `Redis at ${at} refused the connection with an error Weir does not know: look into its log.`,
  },
} as const satisfies Record<string, Row>;

export type Cause = keyof typeof TROUBLES;

/** The row of the table for one cause. */
export function troubleOf(cause: Cause, address: RedisAddress, detail = ''): Trouble {
  const row: Row = TROUBLES[cause];
  const pace = row.pace ?? 'growing';
  // Whoever mends it would otherwise take the wait for a second failure.
  const wait = pace === 'rarely' ? ` Weir tries again every ${RARELY_MS / 1_000} s.` : '';
  return { reason: row.reason, sentence: `${row.sentence(address.label, detail)}${wait}`, pace };
}

export const CAUSES = Object.keys(TROUBLES) as readonly Cause[]; // Exactly the table's keys: it is a const object.
