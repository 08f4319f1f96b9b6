import type { Redis } from 'ioredis';
import { ReplyError, type Reply } from '../replies/reply.ts';

export type Command = readonly [name: string, ...args: (string | Buffer)[]];

/** not-sent: certainly never written to the socket. timed-out and lost: it may have run. */
export type NoAnswerWhy = 'not-sent' | 'timed-out' | 'lost';

/** A command got no reply. Carries nothing of the client's own error: that holds the command's arguments. */
export class NoAnswer extends Error {
  readonly why: NoAnswerWhy;

  constructor(why: NoAnswerWhy) {
    super(`no answer: ${why}`);
    this.name = 'NoAnswer';
    this.why = why;
  }
}

/**
 * Sends one command once; bulk and status replies come back as bytes, an error reply as a ReplyError value. Throws
 * NoAnswer alone. Calls made in one turn of the loop travel together.
 */
export async function ask(client: Redis, command: Command): Promise<Reply> {
  const [name, ...args] = command;
  // Asked before sending: later the client says "connection is closed" for both, and only one of them is certain.
  if (client.status !== 'ready' || !client.stream.writable) throw new NoAnswer('not-sent');
  let value: unknown;
  try {
    value = await client.callBuffer(name, args);
  } catch (error) {
    if (error instanceof Error && error.name === 'ReplyError') return new ReplyError(error.message);
    throw new NoAnswer(error instanceof Error && error.message === 'Command timed out' ? 'timed-out' : 'lost');
  }
  return replyFrom(value);
}

function replyFrom(value: unknown): Reply {
  if (value === null || value === undefined) return null;
  if (Buffer.isBuffer(value) || typeof value === 'number' || typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(replyFrom);
  if (value instanceof Error) return new ReplyError(value.message);
  // RESP2 has nothing else; a new client version with other types must not pass unseen.
  throw new TypeError('a reply of an unknown type');
}
