import { isBookable } from './entry-writers.ts';
import type { GroupPlan } from './plan.ts';

type Rest = Pick<GroupPlan, 'accepts' | 'batchEveryMs' | 'retryEveryMs'>;

const group = (
  stream: string,
  name: string,
  consumers: readonly string[],
  [batch, workMs]: readonly [number, number],
  rest: Rest = {},
): GroupPlan => ({ stream, group: name, consumers, pace: { batch, workMs, reading: true }, ...rest });

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${name}-${at + 1}`);

/** All groups of the demo, with paces of their own that troubles may change. */
export function planGroups(): GroupPlan[] {
  return [
    // Six runners × 5 jobs every 0.5 s: 60 a second, four times what usually comes in.
    group('runner:jobs', 'runners', numbered('runner', 6), [5, 500]),
    group('notifications_stream', 'notifier_group', numbered('worker', 8), [20, 400]),
    group('orders', 'fulfilment', numbered('fulfilment', 4), [10, 300]),
    group('orders', 'fraud-check', numbered('fraud', 3), [20, 400]),
    group('orders', 'receipts', numbered('receipts', 2), [20, 300]),
    group('orders', 'warehouse', ['warehouse-batch'], [500, 20], { batchEveryMs: 40_000 }),
    group('payments:events', 'ledger', numbered('ledger', 3), [10, 400], { retryEveryMs: 4_000, accepts: isBookable }),
    group('audit:log', 'archiver', numbered('archiver', 2), [20, 500]),
    group('audit:log', 'cold-copy', ['cold-copy-1'], [50, 800]),
    group('inventory:changes', 'search-indexer', numbered('indexer', 3), [20, 500]),
    group('inventory:changes', 'cache-warmer', numbered('warmer', 2), [20, 300]),
    group('email:outbound', 'smtp', numbered('smtp', 3), [10, 700]),
    group('webhooks:out', 'dispatcher', numbered('dispatcher', 3), [10, 600], { retryEveryMs: 10_000 }),
    group('shipments', 'tracking', numbered('tracker', 2), [10, 500]),
    group('shipments', 'delivery-estimates', ['estimator-1'], [10, 500]),
    group('users:signups', 'welcome-mail', ['welcome-1'], [10, 400]),
    group('users:signups', 'crm-sync', ['crm-1'], [10, 600]),
    group('sensors:readings', 'rollup', numbered('rollup', 2), [50, 900]),
    group('sensors:readings', 'frost-alarm', ['frost-1'], [50, 700]),
    group('catalogue:imports', 'importer', ['importer-1'], [5, 500]),
  ];
}
