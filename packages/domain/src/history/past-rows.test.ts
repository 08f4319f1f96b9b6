import { expect, test } from 'vitest';
import { known, unknown } from '../known/known.ts';
import type { SeriesName } from './history.ts';
import type { Sentence } from '../wire/sentence.ts';
import { type GroupThen, pastGroupRow, pastStreamRow, type StreamThen } from './past-rows.ts';

const AT = 1_795_262_400_000;
const NAME: SeriesName = { kind: 'group', stream: 'orders', group: 'g', consumer: '' };

function then(change: Partial<GroupThen> = {}): GroupThen {
  const minute = { windowMs: 60_000, inPerSecond: known(1.23456), outPerSecond: known(4) };
  return {
    name: NAME,
    unread: 300,
    unreadQuality: 'exact',
    pending: 7,
    oldestUnreadAt: AT - 9_000,
    oldestPendingAt: 0,
    consumers: 2,
    position: `${AT - 9_001}-0`,
    entriesRead: 10,
    rates: [minute],
    verdict: {
      level: 'warning',
      status: 'poison-entry',
      since: AT - 5,
      sentence: ['x'],
      clause: ['y'],
      culprit: '7-1',
    },
    ...change,
  };
}

const stream: StreamThen = {
  name: { ...NAME, kind: 'stream', group: '' },
  length: 12,
  entriesAdded: null,
  firstId: null,
  lastId: null,
  firstAt: null,
  lastAt: null,
  memoryBytes: null,
  inPerSecond: null,
};

test('a row has what was recorded, its rates in three digits, and the time to catch up they make', () => {
  expect(pastGroupRow(4, then(), AT)).toMatchObject({
    key: 4,
    stream: 'orders',
    group: 'g',
    status: 'poison-entry',
    culprit: '7-1',
    spark: 'deliveries',
    unread: 300,
    unreadBecause: '',
    inPerSecond: 1.23,
    eta: 'time',
    seenAt: AT,
  });
});

test('what was not known then is not known now, with its reason, and never zero', () => {
  const minute = { windowMs: 60_000, inPerSecond: unknown('x'), outPerSecond: unknown('x') };
  const blind = then({
    unread: null,
    oldestUnreadAt: null,
    oldestPendingAt: null,
    rates: [minute],
    verdict: undefined,
  });
  expect(pastGroupRow(1, blind, AT)).toMatchObject({
    level: 'unknown',
    status: 'unknown',
    unread: null,
    unreadQuality: 'unknown',
    unreadBecause: 'not known at that time',
    oldestUnreadAt: null,
    behindBecause: 'not known at that time',
    inPerSecond: null,
    outPerSecond: null,
    eta: 'unsure',
  });
});

test('the next run of a batch is the one its words of then name, and no other words name one', () => {
  const dueAt = AT + 60_000;
  const said = (status: 'batch' | 'late-batch' | 'dead-consumer', sentence: Sentence) =>
    pastGroupRow(1, then({ verdict: { level: 'idle', status, since: AT, sentence, clause: [], culprit: '' } }), AT)
      .nextRunAt;
  expect(said('batch', [{ t: 'Batch.', b: true }, ' Next run expected ', { clock: dueAt }, '.'])).toBe(dueAt);
  expect(said('late-batch', ['Its run was due at ', { clock: dueAt }, '.'])).toBe(dueAt);
  expect(said('batch', ['Batch.'])).toBe(0);
  expect(said('dead-consumer', ['took nothing since ', { clock: AT }])).toBe(0);
  expect(pastGroupRow(1, then({ verdict: undefined }), AT).nextRunAt).toBe(0);
});

test('a stream adds up its groups, leaves the unknown out and says how many', () => {
  const rows = [pastGroupRow(2, then(), AT), pastGroupRow(3, then({ unread: null }), AT)];
  expect(pastStreamRow(1, stream, rows, AT)).toMatchObject({
    length: 12,
    groups: 2,
    consumers: 4,
    pending: 14,
    unread: 300,
    unreadUnknownGroups: 1,
    level: 'warning',
    memoryBytes: null,
    memoryBecause: 'not known at that time',
  });
});
