import type { PollBudget } from './budget-ledger.ts';

export interface PollSettings {
  readonly pollIntervalMs: number;
  readonly budget: PollBudget;
  /** Globs over the keys' bytes, as Redis' own; none and no names = all streams. */
  readonly patterns: readonly string[];
  /** Readable names of streams to watch, whether they are there or not. */
  readonly names: readonly string[];
}
