import type { Cost } from './cost-class.ts';

export interface PollBudget {
  /** Share of one Redis core, 0…1. */
  readonly coreShare: number;
  readonly commandsPerSecond: number;
  /** Bytes per second from Redis. */
  readonly bytesPerSecond: number;
}

export type Limited = 'core' | 'commands' | 'bytes';
const KINDS: readonly Limited[] = ['core', 'commands', 'bytes'];

/**
 * Keeps a budget: three accounts that fill with time and are debited for what is sent. Over any stretch of time no more
 * is spent than fills plus one `savings`, so the budget is kept whatever the size of a single poll is.
 */
export class BudgetLedger {
  readonly #now: () => number;
  readonly #perMs: Record<Limited, number>;
  readonly #balance: Record<Limited, number>;
  #savingsMs: number;
  #share = 1;
  #filledAt: number;
  /** What commands cost of the server over what they are estimated to cost; all that is charged or asked for is an estimate. */
  scale = 1;
  /** Server time charged so far as it was estimated, ms. */
  estimatedMs = 0;

  /** `now` in ms, monotonic; `savingsMs` = how long the accounts may fill without being used. */
  constructor(budget: PollBudget, savingsMs: number, now: () => number) {
    this.#now = now;
    this.#perMs = {
      core: budget.coreShare * 1_000,
      commands: budget.commandsPerSecond / 1_000,
      bytes: budget.bytesPerSecond / 1_000,
    };
    this.#savingsMs = savingsMs;
    this.#filledAt = now();
    this.#balance = { core: 0, commands: 0, bytes: 0 };
    for (const kind of KINDS) this.#balance[kind] = this.#perMs[kind] * savingsMs;
  }

  /** Spends only this part of the budget from now on, 0…1: another part is in use elsewhere, or Redis is slow. */
  setShare(share: number): void {
    this.#fill();
    this.#share = share;
  }

  charge(cost: Cost): void {
    this.#fill();
    this.estimatedMs += cost.micros / 1_000;
    this.#balance.core -= cost.micros * this.scale;
    this.#balance.commands -= cost.commands;
    this.#balance.bytes -= cost.bytes;
  }

  /** Milliseconds until `cost` could be paid, and what makes it wait. 0 = now. Makes room to save up that much. */
  waitFor(cost: Cost): { readonly ms: number; readonly because: Limited } {
    this.#fill();
    const wanted = { core: cost.micros * this.scale, commands: cost.commands, bytes: cost.bytes };
    let longest: { ms: number; because: Limited } = { ms: 0, because: 'core' };
    for (const kind of KINDS) {
      const perMs = this.#perMs[kind] * this.#share;
      const ms = (wanted[kind] - this.#balance[kind]) / perMs;
      if (ms > longest.ms) longest = { ms, because: kind };
      this.#savingsMs = Math.max(this.#savingsMs, wanted[kind] / this.#perMs[kind]);
    }
    return longest;
  }

  /** True while all accounts have more than `part` of one `periodMs` in them. */
  hasMoreThan(part: number, periodMs: number): boolean {
    this.#fill();
    return KINDS.every((kind) => this.#balance[kind] > part * this.#perMs[kind] * this.#share * periodMs);
  }

  #fill(): void {
    const now = this.#now();
    const passed = now - this.#filledAt;
    this.#filledAt = now;
    for (const kind of KINDS) {
      const perMs = this.#perMs[kind] * this.#share;
      const most = Math.max(this.#balance[kind], this.#perMs[kind] * this.#savingsMs);
      this.#balance[kind] = Math.min(most, this.#balance[kind] + perMs * passed);
    }
  }
}
