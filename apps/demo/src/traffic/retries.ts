import type { Redis } from 'ioredis';
import { canWorkOn, type GroupPlan } from '../scenarios/plan.ts';
import { connectTo } from './connect.ts';
import { claimedFrom, pendingFrom } from './stream-replies.ts';

/** What stays unacknowledged this long has failed. */
const FAILED_AFTER_MS = 3_000;
/** After this many deliveries an entry is left for a person to look at. */
export const LAST_DELIVERY = 17;

/** Claims a group's failed entries for the next consumer, in turn, and tries them again. */
export class Retries {
  readonly #plan: GroupPlan;
  readonly #client: Redis;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(port: number, plan: GroupPlan, everyMs: number) {
    this.#plan = plan;
    this.#everyMs = everyMs;
    this.#client = connectTo(port, `${plan.group}-retries`);
  }

  start(): void {
    this.#timer = setInterval(() => void this.#retry().catch(() => undefined), this.#everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#client.disconnect();
  }

  async #retry(): Promise<void> {
    const { stream, group } = this.#plan;
    if (this.#client.status !== 'ready') return;
    const oldest = pendingFrom(await this.#client.call('XPENDING', stream, group, '-', '+', '50'));
    const failedAfter = Math.min(FAILED_AFTER_MS, this.#everyMs / 2);
    for (const line of oldest.filter(({ idleMs }) => idleMs >= failedAfter)) {
      if (line.deliveries < LAST_DELIVERY) await this.#tryAgain(line.id, this.#next(line.consumer), failedAfter);
      else await this.#letGoIfGone(line.id);
    }
  }

  async #tryAgain(id: string, consumer: string, failedAfter: number): Promise<void> {
    const { stream, group } = this.#plan;
    const claimed = claimedFrom(await this.#client.call('XCLAIM', stream, group, consumer, String(failedAfter), id));
    const done = claimed.filter(({ fields }) => canWorkOn(this.#plan, fields));
    if (done.length > 0) await this.#client.xack(stream, group, ...done.map((entry) => entry.id));
  }

  // Deleted while pending: there is nothing left to work on.
  async #letGoIfGone(id: string): Promise<void> {
    const { stream, group } = this.#plan;
    const found = await this.#client.xrange(stream, id, id, 'COUNT', 1);
    if (found.length === 0) await this.#client.xack(stream, group, id);
  }

  #next(consumer: string): string {
    const { consumers } = this.#plan;
    return consumers[(consumers.indexOf(consumer) + 1) % consumers.length] ?? consumer;
  }
}
