import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOver } from '@weir/api/act/job-desk';
import { isStale } from '@weir/api/observe/board';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Job } from '@weir/domain/jobs/job';
import { startRedis, type RedisRig } from '../../rig/redis-rig.ts';
import { startLife, type ConsoleLife } from '../crash/console-life.ts';
import { createGate } from '../crash/gate.ts';
import { until } from '../until.ts';
import { startCutProxy, type Cut, type CutProxy } from './cut-proxy.ts';
import type { CutWorld } from './cut-worlds.ts';

/** One Redis, one console that works on it through a proxy, for any number of changes one after the other. */
export interface CutRig {
  readonly redis: RedisRig;
  readonly proxy: CutProxy;
  readonly life: ConsoleLife;
  stop(): Promise<void>;
}

export async function startCutRig(): Promise<CutRig> {
  const redis = await startRedis();
  const proxy = await startCutProxy(redis.port);
  const folder = mkdtempSync(join(tmpdir(), 'weir-cuts-'));
  const gate = createGate(0, () => undefined);
  const life = await startLife(proxy.port, folder, gate);
  return {
    redis,
    proxy,
    life,
    async stop() {
      await life.close();
      await proxy.stop();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface CutPlan {
  readonly cut: Cut | null;
  /** What a person wants as soon as it is cut. */
  readonly wish: 'go on' | 'cancel';
  /** When a late command reaches Redis: behind the next command for changes, or when the job is over. */
  readonly late: 'next' | 'end';
}

export interface CutRan {
  readonly wrong: readonly string[];
  readonly fired: string | undefined;
  readonly names: readonly string[];
  /** Why it was not begun; undefined = it was. */
  readonly refused: string | undefined;
  readonly outcome: Job['outcome'];
}

/** Makes the world, starts the change, cuts the connection, lets it come to its end and compares word and deed. */
export async function cutRun(rig: CutRig, world: CutWorld, plan: CutPlan): Promise<CutRan> {
  const { redis, proxy, life } = rig;
  const { scenario } = world;
  await writesAgain(life);
  await redis.call('FLUSHALL');
  await scenario.prepare(redis);
  const { planId } = await life.desk.plans.begin(scenario.input, 'tester').ready;
  proxy.arm(plan.cut);
  let refused: string | undefined;
  const applied = life.desk
    .apply(
      { planId, reason: 'a test', confirmName: scenario.confirmName, origin: '127.0.0.1' },
      { actor: 'tester', role: 'admin' },
    )
    .then(
      ({ jobId, sentence }) => {
        if (jobId === null) refused = sentence;
      },
      (failure: unknown) => {
        if (!(failure instanceof ConsoleError)) throw failure;
        refused = failure.sentence;
      },
    );
  let seenAtCut: number | undefined;
  let cancelled = false;
  const over = await until(
    'the job is over',
    30_000,
    async () => {
      if (refused !== undefined) return { job: undefined };
      const job = await life.desk.tools.journal.jobOfPlan(planId);
      if (job === undefined) return undefined;
      if (isOver(job)) return { job };
      if (proxy.fired === undefined) return undefined;
      seenAtCut ??= proxy.names.length;
      hurry(life, job.jobId);
      if (plan.wish === 'cancel' && !cancelled) {
        cancelled = true;
        // Over a moment ago is as good.
        await life.desk.jobs.cancel(job.jobId).catch(() => undefined);
      }
      if (plan.late === 'next' && proxy.names.length > seenAtCut) proxy.letLateThrough();
      return undefined;
    },
    4,
  );
  await applied;
  const ran = { fired: proxy.fired, names: [...proxy.names], refused, outcome: over.job?.outcome ?? null };
  const taken = (): true | undefined => {
    // The very last command of a job may be the one that is cut.
    proxy.letLateThrough();
    return proxy.dying === 0 ? true : undefined;
  };
  await until('Redis has taken what was on its way', 5_000, taken, 2);
  if (over.job === undefined) return { ...ran, wrong: await scenario.wrongBefore(redis) };
  return { ...ran, wrong: [...(await wrongWith(rig, world, over.job)), ...faultsOf(life)] };
}

/** A link that broke off waits before it tries again, and a job before it looks; the waits are not what is looked at. */
function hurry(life: ConsoleLife, jobId: string): void {
  life.watch.gateway.watcher.retryNow();
  life.desk.jobs.seat(jobId)?.wake();
}

async function writesAgain(life: ConsoleLife): Promise<void> {
  const ready = async () => {
    life.watch.gateway.watcher.retryNow();
    if (isStale(life.watch.board, Date.now())) return undefined;
    return await life.watch.gateway.changer?.lineage();
  };
  await until('changes are possible', 10_000, ready, 4);
}

async function wrongWith({ redis, life }: CutRig, world: CutWorld, job: Job): Promise<readonly string[]> {
  const effects = await world.effects(redis);
  const { done } = job.checkpoint;
  const told = `${job.state}, ${String(job.outcome)}, ${done}: ${job.because}`;
  const wrong = done === effects ? [] : [`told ${told}, and ${effects} happened`];
  const record = await life.desk.tools.audit.record(job.auditId);
  if (record?.ended?.outcome !== job.outcome || record?.ended?.done !== done)
    wrong.push('the audit log says otherwise');
  if (job.state === 'cancelled') {
    const right = effects === 0 ? 'refused' : 'partial';
    return job.outcome === right ? wrong : [...wrong, `cancelled with ${effects} effects, told ${told}`];
  }
  // Said when the cut fell into the reading back at the very end: true, and no promise.
  const unread = job.outcome === 'unknown' && job.because.startsWith('It could not be read back');
  if (job.state !== 'done' || (job.outcome !== world.outcome && !unread)) wrong.push(`told ${told}`);
  if (done !== world.whole) wrong.push(`${done} instead of ${world.whole}`);
  return [...wrong, ...(await world.scenario.wrongAfter(redis))];
}

function faultsOf(life: ConsoleLife): readonly string[] {
  return life.faults.splice(0).map((fault) => `a fault: ${String(fault)}`);
}
