import { known, unknown } from '@weir/domain/known/known';
import { expect, test } from 'vitest';
import { NOON, seenGroup } from '../observe/rehearsal.ts';
import type { TrackedGroup } from '../observe/tracked.ts';
import { CONSUMERS_PER_GROUP, CONSUMERS_RECORDED, createConsumerKeys } from './consumer-keys.ts';

const named = (pending: Readonly<Record<string, number>>) =>
  Object.entries(pending).map(([consumer, count]) => ({
    consumer,
    pending: count,
    lastCallAt: NOON,
    lastGotWorkAt: known(NOON),
  }));

// Sound for what is looked at: the key and the consumers.
const group = (key: number, pending: Readonly<Record<string, number>> | undefined) =>
  ({
    key,
    observation: seenGroup({
      consumerList: pending === undefined ? unknown('not read') : known({ readAt: NOON, consumers: named(pending) }),
    }),
  }) as unknown as TrackedGroup;

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`w-${at}`, at]));

test('those with most pending are kept, under the same key, and who is not among them any more is lost', () => {
  const keys = createConsumerKeys();
  const first = keys.of(group(1, many(CONSUMERS_PER_GROUP + 5)));
  expect(first.kept).toHaveLength(CONSUMERS_PER_GROUP);
  expect(first.kept[0]?.consumer.pending).toBe(CONSUMERS_PER_GROUP + 4);
  const again = keys.of(group(1, { 'w-20': 9, new: 1 }));
  const before = first.kept.find(({ consumer }) => consumer.consumer === 'w-20');
  expect(again.kept[0]?.key).toBe(before?.key);
  expect(again.lost).toHaveLength(CONSUMERS_PER_GROUP - 1);
});

test('a list that was not read loses nobody', () => {
  const keys = createConsumerKeys();
  keys.of(group(1, { a: 1 }));
  expect(keys.of(group(1, undefined))).toEqual({ kept: [], lost: [] });
  expect(keys.ofGone(1)).toHaveLength(1);
});

test('there are never more than the bound, and a group that goes makes room', () => {
  const keys = createConsumerKeys();
  const groups = CONSUMERS_RECORDED / CONSUMERS_PER_GROUP;
  for (let key = 1; key <= groups; key += 1) keys.of(group(key, many(CONSUMERS_PER_GROUP)));
  expect(keys.of(group(groups + 1, { late: 1 })).kept).toEqual([]);
  keys.ofGone(1);
  expect(keys.of(group(groups + 1, { late: 1 })).kept).toHaveLength(1);
});
