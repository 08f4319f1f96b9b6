import type { Capabilities } from '@weir/domain/capabilities/capability';
import type { BudgetLedger } from './budget-ledger.ts';
import type { MeteredWire } from './metered-wire.ts';
import type { RedisClock } from './redis-clock.ts';

/** What every part of a poll needs on one connection. */
export interface PollContext {
  readonly wire: MeteredWire;
  readonly ledger: BudgetLedger;
  readonly clock: RedisClock;
  readonly capabilities: Capabilities;
}
