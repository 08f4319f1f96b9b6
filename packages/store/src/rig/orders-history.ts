import type { History } from '@weir/domain/history/history';
import { expect } from 'vitest';
import { type Figures, groupName, NOON, streamName, tickOf } from './history-rig.ts';

export const BILLING = groupName('billing');
export const ORDERS = streamName();
export const FRESH = [
  { key: 1, ...ORDERS },
  { key: 2, ...BILLING },
];

/** A stream that gets two entries a second and a group that acknowledges one of them. */
export function figuresAt(at: number): { stream: Figures; group: Figures } {
  const seconds = (at - NOON) / 1_000 + 100_000;
  return {
    stream: { length: 2 * seconds, entriesAdded: 2 * seconds, lastMs: at - 400, lastSeq: 0, firstMs: 5, firstSeq: 1 },
    group: {
      unread: seconds,
      pending: 3,
      oldestUnreadAt: at - 60_000,
      oldestPendingAt: 0,
      entriesAdded: 2 * seconds,
      entriesRead: seconds,
      positionMs: at - 60_001,
      positionSeq: 4,
      deliveries: 1,
      consumers: 2,
      unreadQuality: 0,
    },
  };
}

/** Records that stream and that group, a poll every so often. */
export async function record(
  history: History,
  from: number,
  to: number,
  everyMs: number,
  isWhole = true,
): Promise<void> {
  for (let at = from; at <= to; at += everyMs) {
    const { stream, group } = figuresAt(at);
    const seen = [
      [1, ORDERS, stream],
      [2, BILLING, group],
    ] as const;
    const first = at === from && isWhole;
    const answer = await history.note(tickOf(at, seen, first ? { isWhole: true, fresh: FRESH } : {}));
    expect(answer).toBe('kept');
  }
}
