import type { Capabilities } from '@weir/domain/capabilities/capability';
import type { ServerIdentity } from '@weir/domain/connections/server-identity';
import { Redis } from 'ioredis';
import { identify } from '../capabilities/identify.ts';
import { capabilitiesFrom, probe } from '../capabilities/probe.ts';
import { NoAnswer } from '../commands/ask.ts';
import { causeOfBytes, causeOfCode, type Found } from './cause-of.ts';
import { troubleOf, type Trouble } from './link-trouble.ts';
import { CONNECT_TIMEOUT_MS, planeOptions, type Plane } from './plane-options.ts';
import type { RedisAddress } from './redis-address.ts';
import { signIn } from './sign-in.ts';
import { answersPlainly, speaksTls } from './tls-check.ts';

export type Attempt =
  | {
      readonly ok: true;
      readonly client: Redis;
      readonly identity: ServerIdentity;
      readonly capabilities: Capabilities;
    }
  | { readonly ok: false; readonly trouble: Trouble };

/** What was seen of one connection up to its end. */
interface Evidence {
  connected: boolean;
  code: string;
  first: Buffer;
}

// A silent peer leaves this much of the 5 s for finding out whether it is TLS that keeps it silent.
const CHECK_MS = 800;

/** One try to get from an address to a session, within 5 s whatever the other side does. */
export async function attempt(address: RedisAddress, plane: Plane, signal: AbortSignal): Promise<Attempt> {
  const client = new Redis(planeOptions(address, plane));
  const evidence: Evidence = { connected: false, code: '', first: Buffer.alloc(0) };
  client.on('error', (error: unknown) => {
    evidence.code ||= codeOf(error);
  });
  client.on('connect', () => {
    evidence.connected = true;
    client.stream.once('data', (chunk: Buffer) => {
      evidence.first = chunk.subarray(0, 64);
    });
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    endClient(client);
  }, CONNECT_TIMEOUT_MS - CHECK_MS);
  const abort = (): void => endClient(client);
  signal.addEventListener('abort', abort, { once: true });
  try {
    const found = await settle(client, address, plane);
    if ('client' in found) return found;
    endClient(client);
    return { ok: false, trouble: troubleOf(found.cause, address, found.detail) };
  } catch (error) {
    endClient(client);
    // Anything but a missing answer is a mistake of ours and must be seen as one.
    if (!(error instanceof NoAnswer) && !isClosed(error)) throw error;
    const found = await explain(evidence, address, late || isTimeout(error));
    return { ok: false, trouble: troubleOf(found.cause, address, found.detail) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

async function settle(
  client: Redis,
  address: RedisAddress,
  plane: Plane,
): Promise<Extract<Attempt, { ok: true }> | Found> {
  await client.connect();
  const obstacle = await signIn(client, address, plane);
  if (obstacle !== undefined) return obstacle;
  const [identity, probed] = await Promise.all([identify(client), probe(client, plane)]);
  if (identity.mode === 'sentinel') return { cause: 'sentinel' };
  if (/^[0-5]\./.test(identity.version)) return { cause: 'too-old', detail: ` ${identity.version}` };
  const capabilities = capabilitiesFrom(probed, identity);
  const { xinfoStream, xinfoGroups, xpending, xrange } = capabilities;
  if ([xinfoStream, xinfoGroups, xpending, xrange].every((ability) => ability === 'denied')) {
    return { cause: 'nothing-permitted' };
  }
  return { ok: true, client, identity, capabilities };
}

/** The cause behind a connection that ended or stayed silent before it became a session. */
async function explain(evidence: Evidence, address: RedisAddress, late: boolean): Promise<Found> {
  const byBytes = causeOfBytes(evidence.first);
  if (byBytes !== undefined) return byBytes;
  const byCode = causeOfCode(evidence.code);
  if (byCode !== undefined) return { cause: byCode };
  if (late) {
    if (address.tls && !evidence.connected && (await answersPlainly(address, CHECK_MS)))
      return { cause: 'tls-unknown' };
    if (evidence.first.length > 0) return { cause: 'stopped-answering' };
    // With TLS "connected" comes after its handshake, so a silent peer and a dead network look the same.
    return { cause: evidence.connected || address.tls ? 'silent' : 'no-answer' };
  }
  if (evidence.first.length > 0) return { cause: 'lost' };
  if (!address.tls && (await speaksTls(address, CHECK_MS))) return { cause: 'tls-wanted' };
  return { cause: 'closed-early' };
}

/** Ends a client and its socket now, in whatever state they are. */
export function endClient(client: Redis): void {
  if (client.status === 'end') return;
  client.disconnect();
  // Typed as always there; it is not before the first packet.
  const stream = client.stream as Redis['stream'] | undefined;
  stream?.destroy();
}

function isTimeout(error: unknown): boolean {
  return error instanceof NoAnswer && error.why === 'timed-out';
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && error.message === 'Connection is closed.';
}

// Of several addresses behind one name the last failure speaks; its siblings hide in an AggregateError.
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors.at(-1));
  return '';
}
