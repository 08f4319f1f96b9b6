import { ask, NoAnswer, type Command } from '../commands/ask.ts';
import type { LinkSession } from '../links/link.ts';
import type { Reply } from '../replies/reply.ts';

/** How much may arrive for one call, and for how long. */
export interface Bounds {
  readonly bytes: number;
  readonly ms: number;
}

export type Bounded =
  | { readonly kind: 'answer'; readonly replies: readonly Reply[]; readonly bytes: number; readonly ms: number }
  /** More came than allowed, or it came too slowly. The connection is given up; `beginning` is what had arrived. */
  | { readonly kind: 'too-much'; readonly beginning: Buffer };

const BEGINNING_BYTES = 64 * 1024;

/**
 * Sends commands together and gives up when their replies grow too large or take too long. The client would collect a
 * reply of any size, and closing the connection is the only way to stop one. Must be the only call under way on this
 * connection. Throws NoAnswer when nothing came in time.
 */
export async function askWithin(session: LinkSession, commands: readonly Command[], bounds: Bounds): Promise<Bounded> {
  const { stream } = session.client;
  const began = performance.now();
  const pieces: Buffer[] = [];
  let bytes = 0;
  let verdict: 'too-large' | 'too-slow' | undefined;
  const count = (chunk: Buffer): void => {
    if (bytes < BEGINNING_BYTES) pieces.push(Buffer.from(chunk.subarray(0, BEGINNING_BYTES - bytes)));
    bytes += chunk.length;
    if (bytes <= bounds.bytes || verdict !== undefined) return;
    verdict = 'too-large';
    session.drop('renew');
  };
  const timer = setTimeout(() => {
    if (verdict !== undefined) return;
    verdict = 'too-slow';
    // Silence is the server's trouble, a trickle is ours: too much was asked for this network.
    session.drop(bytes === 0 ? 'stopped-answering' : 'renew');
  }, bounds.ms);
  stream.on('data', count);
  try {
    const replies = await Promise.all(commands.map((command) => ask(session.client, command)));
    return { kind: 'answer', replies, bytes, ms: performance.now() - began };
  } catch (error) {
    if (!(error instanceof NoAnswer) || verdict === undefined) throw error;
    if (bytes === 0) throw new NoAnswer('timed-out');
    return { kind: 'too-much', beginning: Buffer.concat(pieces) };
  } finally {
    clearTimeout(timer);
    stream.off('data', count);
  }
}
