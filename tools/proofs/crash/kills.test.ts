import type { JobDetail, ReadyPlan, ApplyAnswer } from '@weir/domain/wire/action-answers';
import { expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../rig/redis-rig.ts';
import { until } from '../until.ts';
import { startWeir, type WeirProcess } from '../weir-process.ts';

const ENTRIES = 1_000_000;
const KILLS = 10;
const KEPT = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--auto-aof-rewrite-percentage', '0'];
const FILL = `for at = tonumber(ARGV[1]), tonumber(ARGV[2]) do
  redis.call('XADD', KEYS[1], at .. '-0', 'n', at, 'padding', 'some forty bytes of payload, as many have it')
end`;
const STEP = 2_000;

test('one replay of a million entries outlives ten deaths of Weir and ten of Redis', { timeout: 300_000 }, async () => {
  const redis = await startRedis({ args: KEPT });
  let weir: WeirProcess | undefined;
  try {
    for (let at = 1; at <= ENTRIES; at += STEP) await redis.call('EVAL', FILL, 1, 'source', at, at + STEP - 1);
    weir = await startWeir(redis.url);
    const connection = await weir.connection();
    await until('the picture', 20_000, async () => ((await weir?.get('/readyz'))?.status === 200 ? true : undefined));
    const { planId } = await weir.change<ReadyPlan>('actions.plan', {
      kind: 'replay',
      connection,
      stream: 'source',
      target: { stream: 'target', create: true },
      // So slow that all the deaths fall into it, so quick that the end does not take long.
      ratePerSecond: 60_000,
    });
    const { jobId } = await weir.change<ApplyAnswer>('actions.apply', { planId, reason: 'a test' });
    expect(jobId).not.toBeNull();
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await killBoth(redis, weir, kill, ENTRIES, jobId ?? '');
    }
    await weir.change('jobs.setRate', { jobId, ratePerSecond: 1_000_000 });
    const job = await until('the replay is over', 120_000, async () => {
      const now = await weir?.query<JobDetail>('jobs.get', { jobId });
      return now?.outcome == null ? undefined : now;
    });
    expect(job).toMatchObject({ state: 'done', outcome: 'done', done: ENTRIES });
    expect(await redis.call('XLEN', 'target')).toBe(ENTRIES);
    expect(await outOfOrder(redis)).toEqual([]);
    console.log(`1,000,000 entries, ${2 * KILLS} deaths; the job: ${job.lines.length} lines, ${job.done} copied`);
  } finally {
    await weir?.stop();
    await redis.stop();
  }
});

/** Lets the job get a little further, then kills one, the other, or both, and brings them back. */
async function killBoth(
  redis: RedisRig,
  weir: WeirProcess,
  kill: number,
  entries: number,
  jobId: string,
): Promise<void> {
  const before = await done(weir, jobId);
  const further = await until('the job goes on', 30_000, async () => {
    const now = await done(weir, jobId);
    return now > before || now === entries ? now : undefined;
  });
  expect(further, 'all deaths fall into the replay').toBeLessThan(entries);
  if (kill % 2 === 0) {
    await Promise.all([weir.kill9(), redis.kill9()]);
    await redis.restart();
    await weir.revive();
  } else {
    await redis.kill9();
    await redis.restart();
    await weir.kill9();
    await weir.revive();
  }
}

async function done(weir: WeirProcess, jobId: string): Promise<number> {
  return (await weir.query<JobDetail>('jobs.get', { jobId })).done;
}

/** Places at which the copies do not follow the source, entry by entry; at most ten are told. */
async function outOfOrder(redis: RedisRig): Promise<readonly string[]> {
  const wrong: string[] = [];
  let expected = 1;
  for (let from = '-'; ;) {
    const page = (await redis.call('XRANGE', 'target', from, '+', 'COUNT', 20_000)) as [string, string[]][];
    for (const [id, fields] of page) {
      if (fields[1] !== String(expected) || fields.length !== 4)
        wrong.push(`${id}: ${fields.join(' ')}, not ${expected}`);
      expected += 1;
      if (wrong.length === 10) return wrong;
    }
    const last = page.at(-1);
    if (last === undefined) return wrong;
    from = `(${last[0]}`;
  }
}
