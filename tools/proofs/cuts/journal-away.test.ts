import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isOver } from '@weir/api/act/job-desk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../rig/redis-rig.ts';
import { startLife, type ConsoleLife } from '../crash/console-life.ts';
import { createGate } from '../crash/gate.ts';
import type { Scenario } from '../crash/scenario.ts';
import { acknowledge, copy } from '../crash/scenarios.ts';
import { until } from '../until.ts';

const VISITOR = { actor: 'tester', role: 'admin' } as const;
const PER_CALL = 12;
const slowCopy: Scenario = { ...copy, input: { ...copy.input, ratePerSecond: 2 * PER_CALL } as Scenario['input'] };

let redis: RedisRig;
let life: ConsoleLife;
let folder: string;
beforeEach(async () => {
  redis = await startRedis();
  folder = mkdtempSync(join(tmpdir(), 'weir-journal-'));
  life = await startLife(
    redis.port,
    folder,
    createGate(0, () => undefined),
  );
});
afterEach(async () => {
  await life.close();
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Makes the store one that can be read and not be written, until the answer is called. */
function holdStore(): () => void {
  const other = new DatabaseSync(join(folder, 'weir.db'));
  other.exec('BEGIN IMMEDIATE');
  return () => {
    other.exec('ROLLBACK');
    other.close();
  };
}

async function requestOf(scenario: Scenario) {
  await scenario.prepare(redis);
  const { planId } = await life.desk.plans.begin(scenario.input, VISITOR.actor).ready;
  return { planId, reason: 'a test', confirmName: scenario.confirmName, origin: '127.0.0.1' };
}

test('a journal that cannot be written stops a job before its next call, and it goes on when it can', async () => {
  const request = await requestOf(slowCopy);
  const { jobId } = await life.desk.apply(request, VISITOR);
  const job = () => life.desk.tools.journal.job(jobId ?? '');
  const copied = async () => Number(await redis.call('XLEN', 'work:copy'));
  await until('two calls are over', 10_000, async () => ((await job())?.checkpoint.number ?? 0) >= 2 || undefined);
  const letGo = holdStore();
  const settled = (await job())?.checkpoint.done ?? 0;
  await until('it says why it stands still', 10_000, () =>
    life.desk.jobs.seat(jobId ?? '')?.job.because.includes('Another program') === true ? true : undefined,
  );
  // The call that was begun is done; no other may be, for nobody could know of it after a crash.
  const stoodAt = await copied();
  expect(stoodAt).toBeLessThanOrEqual(settled + PER_CALL);
  const end = performance.now() + 3_000;
  const seen = new Set<number>();
  await until('it was tried again', 10_000, async () => {
    seen.add(await copied());
    return performance.now() > end ? true : undefined;
  });
  expect([...seen]).toEqual([stoodAt]);
  letGo();
  const over = await until('the job is over', 20_000, async () => {
    const now = await job();
    return now !== undefined && isOver(now) ? now : undefined;
  });
  expect(over).toMatchObject({ state: 'done', outcome: 'done', checkpoint: { done: 120 } });
  expect(await slowCopy.wrongAfter(redis)).toEqual([]);
  expect(life.faults).toEqual([]);
}, 120_000);

test('a change whose record cannot be written is refused, and nothing is done', async () => {
  const request = await requestOf(acknowledge);
  const letGo = holdStore();
  await expect(life.desk.apply(request, VISITOR)).rejects.toMatchObject({ reason: 'refused' });
  expect(await acknowledge.wrongBefore(redis)).toEqual([]);
  expect(await redis.call('KEYS', 'weir:*')).toEqual([]);
  letGo();
  const answer = await until('the store can be written again', 15_000, () => life.desk.apply(request, VISITOR));
  expect(answer).toMatchObject({ outcome: 'done', affected: 110 });
  expect(await acknowledge.wrongAfter(redis)).toEqual([]);
}, 120_000);
