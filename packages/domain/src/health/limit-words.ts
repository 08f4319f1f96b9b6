import type { SetLimits, SettableLimit } from './limit-rules.ts';
import { limitOf } from './say.ts';

/** What each limit means, in the words of the rule that uses it; `*` stands for the value. */
export const LIMIT_SENTENCES: { readonly [K in SettableLimit]: readonly [before: string, after: string] } = {
  callMs: ['A consumer that made no call for', 'is past its limit'],
  behindMs: ['Being behind by up to', 'is allowed'],
  behindForMs: ['Being behind is told after', 'of it'],
  growthMs: ['Unread has to grow, or to stand still, for', 'before it is told'],
  poisonDeliveries: ['An entry is suspect from', 'deliveries on'],
  slowFactor: ['An entry in hand is late after', 'times the usual'],
  batchEveryMs: ['It reads in batches, at least every', ''],
};

/** True for limits that are times. */
export function isTime(limit: SettableLimit): boolean {
  return limit !== 'poisonDeliveries' && limit !== 'slowFactor';
}

/** The value of a limit as it is read: "60 s", "5 m", "5". */
export function limitValue(limit: SettableLimit, value: number): string {
  if (limit === 'batchEveryMs' && value === 0) return 'by its pauses';
  return isTime(limit) ? limitOf(value) : String(value);
}

/** "calls within 30 s, batches every 5 m". */
export function limitWords(limits: SetLimits): string {
  // Sound: the keys of SetLimits are those of the table.
  const given = Object.entries(limits) as [SettableLimit, number | undefined][];
  return given
    .flatMap(([limit, value]) => (value === undefined ? [] : [`${SHORT[limit]} ${limitValue(limit, value)}`]))
    .join(', ');
}

const SHORT: { readonly [K in SettableLimit]: string } = {
  callMs: 'calls within',
  behindMs: 'behind up to',
  behindForMs: 'told after',
  growthMs: 'growth over',
  poisonDeliveries: 'deliveries up to',
  slowFactor: 'slow from × usual',
  batchEveryMs: 'batches every',
};
