import type { Redis } from 'ioredis';
import { setTimeout as wait } from 'node:timers/promises';
import { canWorkOn, type GroupPlan } from '../scenarios/plan.ts';
import { connectTo } from './connect.ts';
import { deliveredFrom, pendingFrom, type Delivered } from './stream-replies.ts';

// Often enough that a quiet stream's consumers are seen to call: their idle time grows while they wait.
const BLOCK_MS = 2_000;
const REREAD_MS = 1_000;
const REREAD_ENTRIES = 200;

/** One consumer with a connection of its own: reads, works, acknowledges, and looks for entries it was handed by a claim. */
export class Consumer {
  readonly name: string;
  readonly #plan: GroupPlan;
  readonly #client: Redis;
  readonly #end = new AbortController();
  #hoard = 0;
  #rereadAt = 0;
  #died: Promise<void> = Promise.resolve();

  constructor(port: number, plan: GroupPlan, name: string) {
    this.name = name;
    this.#plan = plan;
    this.#client = connectTo(port, name);
  }

  start(): void {
    this.#died = this.#live();
  }

  /** Ends it in the middle of whatever it does, as a crash would. */
  stop(): void {
    this.#end.abort();
    this.#client.disconnect();
  }

  /** Takes entries without acknowledging any until it holds exactly `entries`, then dies. */
  async dieHolding(entries: number): Promise<void> {
    this.#hoard = entries;
    await this.#died;
  }

  #alive(): boolean {
    return !this.#end.signal.aborted;
  }

  #wait(ms: number): Promise<void> {
    return wait(ms, undefined, { signal: this.#end.signal });
  }

  async #live(): Promise<void> {
    while (this.#alive()) {
      try {
        await this.#turn();
      } catch {
        // Redis went away, or somebody removed the group: a real consumer would try again too.
        if (this.#alive()) await this.#wait(500).catch(() => undefined);
      }
    }
  }

  async #turn(): Promise<void> {
    const { pace, batchEveryMs } = this.#plan;
    if (this.#hoard > 0) return await this.#takeAll();
    if (!pace.reading) return await this.#wait(250);
    if (this.#plan.retryEveryMs === undefined && performance.now() >= this.#rereadAt) await this.#reread();
    const delivered = await this.#read('>', pace.batch, batchEveryMs === undefined ? BLOCK_MS : 0);
    if (delivered.length > 0) await this.#work(delivered, pace.workMs);
    else if (batchEveryMs !== undefined) await this.#wait(batchEveryMs);
  }

  async #takeAll(): Promise<void> {
    while (this.#alive() && this.#hoard > 0) this.#hoard -= (await this.#read('>', this.#hoard, BLOCK_MS)).length;
    this.stop();
  }

  async #reread(): Promise<void> {
    const { stream, group } = this.#plan;
    this.#rereadAt = performance.now() + REREAD_MS;
    // Looked at first: reading the list as a consumer counts a delivery for each entry, wanted or not.
    const mine = pendingFrom(await this.#client.call('XPENDING', stream, group, '-', '+', '1', this.name));
    if (mine.length === 0) return;
    const again = await this.#read('0', REREAD_ENTRIES, 0);
    this.#rereadAt = again.length === 0 ? this.#rereadAt : 0;
    if (again.length > 0) await this.#work(again, Math.min(this.#plan.pace.workMs, 200));
  }

  async #work(entries: readonly Delivered[], ms: number): Promise<void> {
    await this.#wait(ms * (0.8 + 0.4 * Math.random()));
    const { stream, group } = this.#plan;
    const done = entries.filter(({ fields }) => canWorkOn(this.#plan, fields));
    if (this.#alive() && done.length > 0) await this.#client.xack(stream, group, ...done.map(({ id }) => id));
  }

  async #read(from: '>' | '0', count: number, blockMs: number): Promise<Delivered[]> {
    const { stream, group } = this.#plan;
    const block = blockMs > 0 ? ['BLOCK', String(blockMs)] : [];
    const reply = await this.#client.call('XREADGROUP', [
      'GROUP',
      group,
      this.name,
      'COUNT',
      String(count),
      ...block,
      'STREAMS',
      stream,
      from,
    ]);
    return deliveredFrom(reply);
  }
}
