import type { Redis } from 'ioredis';
import type { Fields, StreamPlan } from '../scenarios/plan.ts';
import type { Random } from '../scenarios/random.ts';
import { connectTo } from './connect.ts';

const BEAT_MS = 200;
// A beat that comes late, after a laptop slept, does not make up for hours.
const LONGEST_BEAT_MS = 2_000;

/** Feeds all streams at their rates over one connection. */
export class Producer {
  readonly #client: Redis;
  readonly #plans: readonly StreamPlan[];
  readonly #random: Random;
  readonly #due = new Map<string, number>();
  readonly #extra = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #lastBeat = performance.now();

  constructor(port: number, plans: readonly StreamPlan[], random: Random) {
    this.#client = connectTo(port, 'producer');
    this.#plans = plans;
    this.#random = random;
  }

  start(): void {
    this.#lastBeat = performance.now();
    this.#timer = setInterval(() => void this.#beat(), BEAT_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#client.disconnect();
  }

  /** This many entries a second more on a stream, until it is set back to 0. */
  setExtra(stream: string, perSecond: number): void {
    this.#extra.set(stream, perSecond);
  }

  /** Writes entries at once and gives back their ids. */
  async write(stream: string, entries: readonly Fields[]): Promise<string[]> {
    const pipeline = this.#client.pipeline();
    for (const fields of entries) pipeline.xadd(stream, '*', ...fields);
    const replies = (await pipeline.exec()) ?? [];
    return replies.map(([, id]) => String(id));
  }

  async #beat(): Promise<void> {
    const now = performance.now();
    const seconds = Math.min(now - this.#lastBeat, LONGEST_BEAT_MS) / 1_000;
    this.#lastBeat = now;
    const pipeline = this.#client.pipeline();
    for (const plan of this.#plans) {
      const rate = plan.perSecond + (this.#extra.get(plan.stream) ?? 0);
      const due = (this.#due.get(plan.stream) ?? 0) + rate * seconds * (0.8 + 0.4 * this.#random());
      const now = Math.floor(due);
      this.#due.set(plan.stream, due - now);
      for (let written = 0; written < now; written += 1) {
        pipeline.xadd(plan.stream, 'MAXLEN', '~', plan.keep, '*', ...plan.write(this.#random, Date.now()));
      }
    }
    // While Redis is away there is nothing to write to; the next beat tries again.
    if (this.#client.status === 'ready') await pipeline.exec().catch(() => undefined);
  }
}
