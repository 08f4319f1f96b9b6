import type { Redis } from 'ioredis';
import { dice } from './dice.ts';
import { ODD_NAMES } from './odd-names.ts';
import { randomStream, type Command, type RandomStream } from './random-stream.ts';

export interface Population {
  readonly keys: readonly Buffer[];
  /** Commands sent so far, and how many of them the server refused (an id too small, a group not there). */
  readonly sent: number;
  readonly refused: number;
  /** Lets a share of the streams live on; some end, some begin again. */
  liveOn(share: number): Promise<void>;
}

/** `count` random streams on an empty server, the same for the same seed; every odd name is one of them. */
export async function populate(redis: Redis, seed: number, count: number): Promise<Population> {
  const chance = dice(seed);
  const [seconds] = await redis.time();
  const now = Number(seconds) * 1_000;
  const names = Array.from({ length: count }, (_, at) => ODD_NAMES[at] ?? Buffer.from(`stream:${at}`));
  const streams: RandomStream[] = names.map((key) => randomStream(chance, key, now));
  let sent = 0;
  let refused = 0;

  async function send(commands: readonly Command[]): Promise<void> {
    for (let at = 0; at < commands.length; at += 2_000) {
      const pipeline = redis.pipeline();
      for (const [name = '', ...words] of commands.slice(at, at + 2_000)) pipeline.callBuffer(String(name), ...words);
      const replies = (await pipeline.exec()) ?? [];
      sent += replies.length;
      refused += replies.filter(([error]) => error !== null).length;
    }
  }

  await send(streams.flatMap((stream) => stream.live(chance.between(0, 25))));
  return {
    keys: names,
    get sent() {
      return sent;
    },
    get refused() {
      return refused;
    },
    async liveOn(share) {
      const commands: Command[] = [];
      for (const [at, stream] of streams.entries()) {
        if (!chance.chance(share)) continue;
        if (chance.chance(0.05)) commands.push(['DEL', stream.key]);
        // Deleted and made anew between two looks: everything remembered of the old one is wrong of the new one.
        const next = chance.chance(0.04) ? randomStream(chance, stream.key, now) : stream;
        if (next !== stream) commands.push(['DEL', stream.key]);
        streams[at] = next;
        commands.push(...next.live(chance.between(1, 12)));
      }
      await send(commands);
    },
  };
}
