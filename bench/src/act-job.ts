import { readFile } from 'node:fs/promises';
import type { ApplyAnswer, JobDetail, PlanAnswer } from '@weir/domain/wire/action-answers';
import { Redis } from 'ioredis';
import { until } from '../../tools/proofs/until.ts';
import { startWeir } from '../../tools/proofs/weir-process.ts';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { commandMicros, deliverAll, fillStream, STREAM } from './act-pending.ts';

// A claim as an operator makes it: plan and apply, asked of the whole console in a process of its own, journal and audit
// log on disk. Where its time goes, and whether its memory grows with what it claims.
const MOST = Number(process.env['WEIR_BENCH_ENTRIES'] ?? 1_000_000);
// The console refuses settings it does not know.
for (const name of Object.keys(process.env)) if (name.startsWith('WEIR_BENCH_')) delete process.env[name];
const SIZES = [Math.ceil(MOST / 10), MOST];
const READS = ['xpending', 'xrange', 'xinfo', 'time'];

for (const entries of SIZES) {
  const rig = await startRedis({ args: ['--slowlog-log-slower-than', '5000'] });
  const redis = new Redis({ port: rig.port, protocol: 2 });
  await fillStream(redis, entries);
  await deliverAll(redis, 'g', 1_000, 100);
  const weir = await startWeir(rig.url);
  const connection = await weir.connection();
  await until('the group is known', 60_000, async () =>
    (await weir.query<{ items: readonly unknown[] }>('groups.list', { connection })).items.length > 0
      ? true
      : undefined,
  );
  await redis.call('CONFIG', 'RESETSTAT');
  await redis.call('SLOWLOG', 'RESET');
  let peakMb = 0;
  const startMb = await residentMb(weir.pid);
  const meter = setInterval(() => {
    void residentMb(weir.pid).then((mb) => (peakMb = Math.max(peakMb, mb)));
  }, 100);

  const input = { kind: 'claim', connection, stream: STREAM, group: 'g', selection: { matching: {} } };
  const planBegan = performance.now();
  const asked = { ...input, to: { consumer: 'taker' }, wait: false };
  const { planId } = await weir.change<PlanAnswer>('actions.plan', asked);
  await until('the plan is there', 600_000, async () =>
    (await weir.query<PlanAnswer>('actions.planned', { planId })).state === 'ready' ? true : undefined,
  );
  const planMs = performance.now() - planBegan;
  const readMs = await inRedis(READS);

  const applyBegan = performance.now();
  const { jobId, sentence } = await weir.change<ApplyAnswer>('actions.apply', { planId, reason: 'measured' });
  if (jobId === null) throw new Error(sentence);
  const job = await until('the job is over', 600_000, async () => {
    const found = await weir.query<JobDetail>('jobs.get', { jobId });
    return found.endedAt === null ? undefined : found;
  });
  const applyMs = performance.now() - applyBegan;
  clearInterval(meter);
  if (job.done !== entries) throw new Error(`${job.done} of ${entries} claimed: ${job.because}`);
  const scriptMs = await inRedis(['evalsha', 'eval']);
  const slow = Number(await redis.call('SLOWLOG', 'LEN'));
  console.log(
    `claim of ${entries} through the console: plan ${planMs.toFixed(0)} ms (Redis ${readMs.toFixed(0)}), apply ${applyMs.toFixed(0)} ms (Redis ${scriptMs.toFixed(0)}, journal and the rest ${(applyMs - scriptMs).toFixed(0)}), ${Math.round((entries / applyMs) * 1_000)}/s; memory ${startMb.toFixed(0)} → at most ${peakMb.toFixed(0)} MB; ${slow} calls over 5 ms`,
  );
  await weir.stop();
  redis.disconnect();
  await rig.stop();

  async function inRedis(commands: readonly string[]): Promise<number> {
    let micros = 0;
    for (const command of commands) micros += await commandMicros(redis, command);
    return micros / 1_000;
  }
}

async function residentMb(pid: number): Promise<number> {
  const said = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+([0-9]+)/.exec(said)?.[1] ?? Number.NaN) / 1_024;
}
