import type { ServerIdentity } from '@weir/domain/connections/server-identity';
import { known, unknown } from '@weir/domain/known/known';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { describe, expect, test } from 'vitest';
import { idAt, NOON, rehearse, seenGroup, seenStream } from '../observe/rehearsal.ts';
import { consumerEvents } from './consumer-event.ts';

const withConsumers = (...names: readonly string[]) =>
  seenGroup({
    group: 'billing',
    consumers: names.length,
    consumerList: known({
      readAt: NOON,
      consumers: names.map((consumer) => ({ consumer, pending: 0, lastCallAt: NOON, lastGotWorkAt: known(NOON) })),
    }),
  });
const told = (before: ReturnType<typeof seenGroup>, now: ReturnType<typeof seenGroup>) =>
  consumerEvents('orders', before, now, NOON).map(({ title }) => plainSentence(title, NOON));

const identity = (role: 'primary' | 'replica'): ServerIdentity => ({
  product: 'redis',
  version: '7.0.15',
  mode: 'standalone',
  role,
  runId: 'one',
  replicationId: '',
  replicationOffset: known(0),
  memoryUsedBytes: known(1),
  memoryMaxBytes: known(0),
  evictedKeys: known(0),
  memoryPolicy: known('noeviction'),
});

describe('consumers between two looks', () => {
  test('that came and left are named, three of them', () => {
    expect(told(withConsumers('a', 'b'), withConsumers('b', 'c'))).toEqual(['c joined billing', 'a left billing']);
    expect(told(withConsumers(), withConsumers('a', 'b', 'c', 'd', 'e'))).toEqual([
      'a, b, c and 2 more joined billing',
    ]);
  });

  test('that are the same, or not known, are no news', () => {
    expect(told(withConsumers('a'), withConsumers('a'))).toEqual([]);
    const denied = seenGroup({ group: 'billing', consumerList: unknown('denied') });
    expect(told(denied, withConsumers('a'))).toEqual([]);
    expect(told(withConsumers('a'), denied)).toEqual([]);
  });
});

describe('the timeline', () => {
  test('has consumers that joined, and what a producer did', async () => {
    const stage = rehearse();
    await stage.poll({ first: true, changed: [seenStream('orders', [withConsumers('a')])] });
    await stage.poll({ changed: [seenStream('orders', [withConsumers('a', 'b')])] });
    let added = 10;
    for (let n = 0; n < 130; n += 1) {
      added += n < 80 || n > 110 ? 40 : 800;
      const id = idAt(stage.at, added);
      const ends = { readAt: stage.at, firstId: id, lastId: id, lastGeneratedId: id, entriesAdded: known(added) };
      await stage.poll({
        changed: [
          seenStream('orders', [withConsumers('a', 'b')], {
            seenAt: stage.at,
            ends: known({ ...ends, maxDeletedId: known(idAt(0)), fat: false }),
          }),
        ],
      });
    }
    const titles = stage.board.events.map(({ kind, title }) => `${kind}: ${plainSentence(title, stage.at)}`);
    expect(titles.filter((title) => /^(consumer|burst)/.test(title))).toEqual([
      'consumer: b joined billing',
      'burst: orders burst began',
      'burst: orders burst ended',
    ]);
  });

  test('tells of a failover: the role that changed', async () => {
    const stage = rehearse();
    stage.watcher.identity = identity('replica');
    await stage.poll({ first: true, changed: [seenStream('orders', [])] });
    stage.watcher.identity = identity('primary');
    await stage.poll();
    await stage.poll();
    expect(stage.board.events.map(({ title }) => plainSentence(title, stage.at))).toEqual([
      'This Redis is a primary now',
    ]);
  });
});
