import type { Redis } from 'ioredis';
import { ask as send, type Command } from '../commands/ask.ts';
import { encodeReply } from './encode-reply.ts';
import type { Ask, PollWire } from './poll-wire.ts';
import { ReplyCursor } from './reply-cursor.ts';

/**
 * The same asks through the client as it is: for a connection whose socket cannot be taken over. Several times dearer
 * here, the same at the server. Numbers beyond 2^53 arrive rounded, because the client rounds them.
 */
export class PipelineWire implements PollWire {
  bytesIn = 0;
  readonly #client: Redis;

  constructor(client: Redis) {
    this.#client = client;
  }

  async send(asks: readonly Ask[]): Promise<void> {
    // All in one turn of the loop, so that they travel together.
    const pending = asks.map((ask) => Promise.all(commandsIn(ask).map((command) => send(this.#client, command))));
    const replies = await Promise.all(pending);
    for (const [at, ask] of asks.entries()) {
      const raw = Buffer.concat((replies[at] ?? []).map(encodeReply));
      this.bytesIn += raw.length;
      ask.answered(ask.previous?.equals(raw) === true ? undefined : raw);
    }
  }
}

/** The commands behind an ask's bytes: a command is an array of bulk strings, as a reply could be. */
function commandsIn(ask: Ask): readonly Command[] {
  const cursor = new ReplyCursor(ask.payload);
  return Array.from({ length: ask.replies }, () => {
    const [name, ...words] = cursor.value() as readonly [Buffer, ...Buffer[]]; // encodeCommand makes nothing else
    return [name.toString('latin1'), ...words] as const;
  });
}
