import type { EntryId } from '@weir/domain/entries/entry-id';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../../../tools/proofs/until.ts';
import { startActing, type ActingRedis } from './rig/acting-redis.ts';

let acting: ActingRedis;
beforeAll(async () => {
  // One node that has all slots: keys of two slots cannot be used together all the same.
  acting = await startActing({
    args: ['--cluster-enabled', 'yes', '--save', ''],
    async url(rig) {
      await rig.call('CLUSTER', 'ADDSLOTSRANGE', 0, 16_383);
      await until('the cluster is up', 10_000, async () =>
        String(await rig.call('CLUSTER', 'INFO')).includes('cluster_state:ok') ? true : undefined,
      );
      return rig.url;
    },
  });
});
afterAll(() => acting.close());

async function prepared(stream: string, count = 4) {
  const { rig } = acting;
  for (let at = 1; at <= count; at += 1) await rig.call('XADD', stream, `${at}-0`, 'n', at, 'n', '');
  await rig.call('XGROUP', 'CREATE', stream, 'g', '0');
  await rig.call('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', count, 'STREAMS', stream, '>');
  const entries = await acting.seen(stream, 'g');
  return { rig, entries, call: { kind: 'dead-letter', stream, group: 'g', create: true, reason: 'r' } as const };
}

const wordsOf = async (stream: string) =>
  ((await acting.rig.call('XRANGE', stream, '-', '+')) as [string, string[]][]).map(([, words]) => words);

test('the default name lies in the slot of the stream, whether it has a tag or not', () => {
  expect(acting.look.sameSlot('orders', '{orders}:dlq')).toBe(true);
  expect(acting.look.sameSlot('{a}:orders', '{a}:orders:dlq')).toBe(true);
  expect(acting.look.sameSlot('orders', 'orders:dlq')).toBe(false);
});

test('to another slot: added there first, then acknowledged here, and back again', async () => {
  const { rig, entries, call } = await prepared('jobs');
  const done = await acting.run({ ...call, to: 'elsewhere', entries });
  expect(done).toMatchObject({ outcome: 'done', result: { done: 4, looked: 4, skipped: [], more: false } });
  expect((await wordsOf('elsewhere')).map((words) => words.slice(0, 6))).toEqual(
    [1, 2, 3, 4].map((n) => ['n', String(n), 'n', '', 'weir-dlq-stream', 'jobs']),
  );
  expect(await acting.pending('jobs', 'g')).toEqual({});
  const ids = await acting.ids('elsewhere');
  const back = ids.map((id) => ({ id: id as EntryId, consumer: '', deliveries: 0, deliveredAt: 0 })); // Redis' own
  const call2 = { kind: 'redrive', stream: 'elsewhere', to: 'jobs', create: false, entries: back } as const;
  expect(await acting.run(call2)).toMatchObject({ outcome: 'done', result: { done: 4 } });
  expect((await wordsOf('jobs')).slice(4)).toEqual([1, 2, 3, 4].map((n) => ['n', String(n), 'n', '']));
  expect(await rig.call('XLEN', 'elsewhere')).toBe(0);
});

test('what was acknowledged meanwhile leaves no copy behind', async () => {
  const { rig, entries, call } = await prepared('tasks');
  await rig.call('XACK', 'tasks', 'g', '2-0');
  const outcome = await acting.run({ ...call, to: 'failed', entries });
  const skipped = [{ id: '2-0', reason: 'not-pending' }];
  expect(outcome).toMatchObject({ outcome: 'done', result: { done: 3, skipped } });
  expect((await wordsOf('failed')).map((words) => words[1])).toEqual(['1', '3', '4']);
});

test('broken off between the two sides it is ended by the next look, and nothing is there twice', async () => {
  const { rig, entries, call } = await prepared('work');
  const job = 'between';
  // The source does not answer for a moment: the copy is there, the acknowledgement is refused.
  await rig.call('ACL', 'SETUSER', 'default', '-xack');
  const refused = await acting.run({ ...call, to: 'kept', entries, job });
  expect(refused).toMatchObject({ outcome: 'unknown' });
  expect(await rig.call('XLEN', 'kept')).toBe(1);
  await rig.call('ACL', 'SETUSER', 'default', '+xack');
  const ended = await acting.run({ ...call, to: 'kept', entries, job }, { resume: true });
  expect(ended).toMatchObject({ outcome: 'done', result: { done: 4, looked: 4, skipped: [] } });
  expect((await wordsOf('kept')).map((words) => words[1])).toEqual(['1', '2', '3', '4']);
  expect(await acting.pending('work', 'g')).toEqual({});
  expect(await acting.run({ ...call, to: 'kept', entries, job }, { resume: true })).toMatchObject({
    result: { done: 4 },
  });
  expect(await rig.call('XLEN', 'kept')).toBe(4);
});
