import type { Redis } from 'ioredis';
import { ask as send, type Command } from '@weir/redis/commands/ask';
import type { Reply } from '@weir/redis/replies/reply';
import { encodeReply } from '@weir/redis/resp/encode-reply';
import type { Ask, PollWire } from '@weir/redis/resp/poll-wire';
import { ReplyCursor } from '@weir/redis/resp/reply-cursor';
import type { StageClock } from './stage-clock.ts';

/** The poller's way to Redis on a stage: every figure Redis dates by its clock arrives in the time of the stage. */
export class StageWire implements PollWire {
  bytesIn = 0;
  readonly #client: Redis;
  readonly #clock: StageClock;

  constructor(client: Redis, clock: StageClock) {
    this.#client = client;
    this.#clock = clock;
  }

  async send(asks: readonly Ask[]): Promise<void> {
    const replies = await Promise.all(asks.map((ask) => Promise.all(commandsIn(ask).map((one) => this.#ask(one)))));
    for (const [at, ask] of asks.entries()) {
      const raw = Buffer.concat((replies[at] ?? []).map(encodeReply));
      this.bytesIn += raw.length;
      ask.answered(ask.previous?.equals(raw) === true ? undefined : raw);
    }
  }

  async #ask(command: Command): Promise<Reply> {
    const [name, second] = command;
    const verb = name.toUpperCase();
    if (verb === 'TIME') return this.#time();
    const dated = verb === 'XPENDING' || (verb === 'XINFO' && String(second).toUpperCase() === 'CONSUMERS');
    if (!dated) return send(this.#client, command);
    const [time, reply] = await Promise.all([send(this.#client, ['TIME']), send(this.#client, command)]);
    const readAt = millisFrom(time);
    const idle = (ms: Reply): Reply =>
      typeof ms === 'number' && ms >= 0 ? this.#clock.at - this.#clock.stageTimeOf(readAt - ms) : ms;
    if (!Array.isArray(reply)) return reply;
    return reply.map((row: Reply) => {
      if (!Array.isArray(row)) return row;
      return verb === 'XPENDING' ? row.map((cell, at) => (at === 2 ? idle(cell) : cell)) : datedFields(row, idle);
    });
  }

  #time(): Reply {
    const seconds = Math.floor(this.#clock.at / 1_000);
    return [Buffer.from(String(seconds)), Buffer.from(String((this.#clock.at % 1_000) * 1_000))];
  }
}

function datedFields(row: readonly Reply[], idle: (ms: Reply) => Reply): Reply[] {
  return row.map((cell, at) => {
    const field = at % 2 === 1 ? row[at - 1] : undefined;
    const name = Buffer.isBuffer(field) ? field.toString() : '';
    return name === 'idle' || name === 'inactive' ? idle(cell) : cell;
  });
}

function millisFrom(time: Reply): number {
  if (!Array.isArray(time)) throw new Error('Redis does not tell the time');
  const [seconds, micros] = time.map(String);
  return Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000);
}

/** The commands behind an ask's bytes: a command is an array of bulk strings, as a reply could be. */
function commandsIn(ask: Ask): readonly Command[] {
  const cursor = new ReplyCursor(ask.payload);
  return Array.from({ length: ask.replies }, () => {
    // Sound: encodeCommand makes nothing else.
    const [name, ...words] = cursor.value() as unknown as readonly [Buffer, ...Buffer[]];
    return [name.toString('latin1'), ...words] as const;
  });
}
