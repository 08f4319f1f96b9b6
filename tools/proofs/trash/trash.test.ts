import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTrashRounds } from '@weir/api/act/trash-rounds';
import { listTrash } from '@weir/api/streams/list-trash';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { AuditEntry } from '@weir/domain/audit/audit-record';
import { actionInput, type ActionInput } from '@weir/domain/actions/action-input';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../rig/redis-rig.ts';
import { CONNECTION, startLife, type ConsoleLife } from '../crash/console-life.ts';
import { createGate } from '../crash/gate.ts';
import { until } from '../until.ts';

const DAY_MS = 86_400_000;
let redis: RedisRig;
let life: ConsoleLife;
const folder = mkdtempSync(join(tmpdir(), 'weir-trash-'));

beforeAll(async () => {
  redis = await startRedis();
  life = await startLife(
    redis.port,
    folder,
    createGate(0, () => undefined),
  );
});
afterAll(async () => {
  await life.close();
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Plans and applies; gives the id of the job. */
async function make(input: object, confirmName?: string): Promise<string> {
  const whole: ActionInput = actionInput.parse({ connection: CONNECTION, stream: 'orders', ...input });
  const { planId, refusal } = await life.desk.plans.begin(whole, 'tester').ready;
  expect(refusal).toBeNull();
  const request = { planId, reason: '', confirmName, origin: '127.0.0.1' };
  const answer = await life.desk.apply(request, { actor: 'tester', role: 'admin' });
  expect(answer).toMatchObject({ outcome: 'done' });
  return answer.jobId ?? '';
}

const listed = () => listTrash(life.desk.tools, life.watch);

test('a deleted stream is no stream any more, waits in the trash, comes back, and goes for good when its day is over', async () => {
  await redis.call('XGROUP', 'CREATE', 'orders', 'payers', '0', 'MKSTREAM');
  for (let at = 1; at <= 5; at += 1) await redis.call('XADD', 'orders', `${at}-0`, 'n', at);
  await redis.call('XREADGROUP', 'GROUP', 'payers', 'till', 'COUNT', 2, 'STREAMS', 'orders', '>');
  const { watcher } = life.watch.gateway;
  const { observations } = watcher;
  let sweptAt = 0;
  watcher.onTick(({ discovery }) => {
    sweptAt = discovery.lastSweepAt ?? 0;
  });
  await until('the stream is seen', 10_000, () => (observations.has('orders') ? true : undefined));

  const jobId = await make({ kind: 'delete-stream' }, 'orders');
  const [item] = await listed();
  expect(item).toMatchObject({ stream: 'orders', jobId, actor: 'tester', length: 5, groups: 1 });
  await until('the picture has it no more', 10_000, () => (observations.has('orders') ? undefined : true));
  // A search through all keys later it is still not taken for a stream.
  const swept = sweptAt;
  await until('all keys were gone through', 20_000, () => (sweptAt > swept ? true : undefined));
  expect([...observations.keys()]).toEqual([]);

  await make({ kind: 'undo', jobId });
  expect(await listed()).toEqual([]);
  const pending = (await redis.call('XPENDING', 'orders', 'payers')) as unknown[];
  expect([await redis.call('XLEN', 'orders'), pending[0]]).toEqual([5, 2]);

  const again = await make({ kind: 'delete-stream' }, 'orders');
  // This machine is a day ahead; Redis is not, and its clock counts.
  const { audit } = life.desk.tools;
  let writable = true;
  const tools = {
    ...life.desk.tools,
    here: () => Date.now() + DAY_MS + 1_000,
    audit: {
      ...audit,
      add: (entry: AuditEntry) =>
        writable ? audit.add(entry) : Promise.reject(new ConsoleError('refused', 'The disk is full.')),
    },
  };
  const rounds = startTrashRounds(tools);
  try {
    await rounds.round();
    expect(await listed()).toHaveLength(1);
    await redis.call('HSET', `weir:trash:${again}:about`, 'until', 1);
    writable = false;
    await rounds.round();
    expect(await listed()).toHaveLength(1);
    writable = true;
    await rounds.round();
  } finally {
    rounds.close();
  }
  expect(await redis.call('KEYS', 'weir:trash:*')).toEqual([]);
  expect(await listed()).toEqual([]);
  const job = await life.desk.tools.journal.job(again);
  const record = await life.desk.tools.audit.record(job?.auditId ?? '');
  expect(record?.later.map(({ summary }) => summary)).toEqual([expect.stringContaining('removed for good')]);
  expect(life.faults).toEqual([]);
}, 120_000);
