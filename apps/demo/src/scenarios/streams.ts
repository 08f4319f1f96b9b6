import {
  writeAudit,
  writeDeadLetter,
  writeEmail,
  writeImport,
  writeInventory,
  writeJob,
  writeNotification,
  writeOrder,
  writePayment,
  writeReading,
  writeShipment,
  writeSignup,
  writeWebhook,
} from './entry-writers.ts';
import type { StreamPlan } from './plan.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const stream = (
  name: string,
  perSecond: number,
  write: StreamPlan['write'],
  past: { entries: number; ms?: number; keep?: number },
): StreamPlan => ({
  stream: name,
  perSecond,
  write,
  historyEntries: past.entries,
  historyMs: past.ms ?? 2 * HOUR,
  keep: past.keep ?? 50_000,
});

// Together about 170 entries a second: enough to see movement, little enough for a laptop on battery.
export const STREAMS: readonly StreamPlan[] = [
  stream('runner:jobs', 15, writeJob, { entries: 5_000 }),
  // Nobody trims this one, so its memory grows; the bound only protects the machine of a demo left on for days.
  stream('notifications_stream', 30, writeNotification, { entries: 8_000, keep: 400_000 }),
  stream('orders', 40, writeOrder, { entries: 12_000, keep: 200_000 }),
  stream('payments:events', 12, writePayment, { entries: 5_000 }),
  stream('payments:events:dlq', 0, writeDeadLetter, { entries: 7 }),
  stream('audit:log', 10, writeAudit, { entries: 4_000 }),
  stream('inventory:changes', 18, writeInventory, { entries: 4_000, ms: HOUR }),
  stream('email:outbound', 6, writeEmail, { entries: 2_000 }),
  stream('webhooks:out', 8, writeWebhook, { entries: 2_000 }),
  stream('shipments', 4, writeShipment, { entries: 1_200 }),
  stream('users:signups', 2, writeSignup, { entries: 400 }),
  stream('sensors:readings', 20, writeReading, { entries: 3_000, ms: 10 * MINUTE, keep: 5_000 }),
  stream('catalogue:imports', 0, writeImport, { entries: 24 }),
];
