import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HISTORY_LOST } from '@weir/api/act/history';
import { isOver } from '@weir/api/act/job-desk';
import type { Job } from '@weir/domain/jobs/job';
import { startCommandTap } from '../crash/command-tap.ts';
import { startLife, type ConsoleLife } from '../crash/console-life.ts';
import { createGate } from '../crash/gate.ts';
import type { Scenario } from '../crash/scenario.ts';
import type { RedisRig } from '../../rig/redis-rig.ts';
import { until } from '../until.ts';
import { startForgetful, type Way } from './older-copy.ts';

export interface Loss {
  readonly way: Way;
  /** Steps that change something, counted from 1: in front of which Redis remembers for the last time, and dies. */
  readonly rememberAt: number;
  readonly loseAt: number;
  /** before: the step at which Redis dies never reaches it. after: its answer is lost. */
  readonly fault: 'before' | 'after';
}

export interface LostRan {
  readonly wrong: readonly string[];
  /** It stood and waited for a person. */
  readonly waited: boolean;
  /** Entries it says it changed. */
  readonly told: number;
}

/** Runs a change, lets Redis come back without its newest steps, and compares what Weir does with what it should. */
export async function lostRun(scenario: Scenario, loss: Loss): Promise<LostRan> {
  const forgetful = await startForgetful(loss.way);
  const tap = await startCommandTap(forgetful.primary.port);
  const folder = mkdtempSync(join(tmpdir(), 'weir-lost-'));
  let life: ConsoleLife | undefined;
  try {
    await scenario.prepare(forgetful.primary);
    await forgetful.inStep();
    const begun = await startLife(
      tap.port,
      folder,
      createGate(0, () => undefined),
    );
    life = begun;
    const { planId } = await begun.desk.plans.begin(scenario.input, 'tester').ready;
    let changes = 0;
    let queued = false;
    let remembered: Promise<void> | undefined;
    let dead = false;
    tap.decide = (name) => {
      // A new connection finds out what it may do with an EXEC of nothing; the one of a copy ends with a script.
      const changing = name === 'EVALSHA' || (name === 'EXEC' && queued);
      queued = name === 'EVAL';
      if (!changing) return 'none';
      changes += 1;
      if (dead) return 'none';
      if (changes === loss.rememberAt) remembered = forgetful.remember();
      if (changes !== loss.loseAt) return 'none';
      return loss.fault;
    };
    tap.onFault = () => {
      tap.shut();
      dead = true;
    };
    const jobId = await apply(begun, scenario, planId);
    const atDeath = await hurried(begun, jobId, 'Redis dies or the job is over', async (job) =>
      dead || isOver(job) ? job : undefined,
    );
    if (!dead) return { wrong: [`it was over after ${changes} steps: ${atDeath.because}`], waited: false, told: 0 };
    await remembered;
    const redis = await forgetful.lose();
    const mustWait = await isBehind(begun, redis, jobId);
    const left = await scenario.wrongAfter(redis);
    changes = 0;
    tap.open();
    return await judge(begun, scenario, { redis, jobId, mustWait, left, changes: () => changes });
  } finally {
    tap.decide = () => 'none';
    await life?.close();
    await tap.stop();
    await forgetful.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function apply({ desk }: ConsoleLife, scenario: Scenario, planId: string): Promise<string> {
  const { confirmName } = scenario;
  const visitor = { actor: 'tester', role: 'admin' } as const;
  const trouble: unknown[] = [];
  desk.apply({ planId, reason: 'a test', confirmName, origin: '127.0.0.1' }, visitor).catch((failure: unknown) => {
    trouble.push(failure);
  });
  return until('the job is begun', 10_000, async () => {
    if (trouble.length > 0) throw trouble[0];
    return (await desk.tools.journal.jobOfPlan(planId))?.jobId;
  });
}

/** Asks until there is an answer, with nothing waited for that is there to spare Redis. */
function hurried<T>(
  life: ConsoleLife,
  jobId: string,
  what: string,
  ask: (job: Job) => Promise<T | undefined>,
): Promise<T> {
  return until(
    what,
    20_000,
    async () => {
      life.watch.gateway.watcher.retryNow();
      life.desk.jobs.seat(jobId)?.wake();
      const job = await life.desk.tools.journal.job(jobId);
      return job === undefined ? undefined : await ask(job);
    },
    4,
  );
}

/** Redis has less of the job than the journal: fewer calls, or less of the newest one. */
async function isBehind(life: ConsoleLife, redis: RedisRig, jobId: string): Promise<boolean> {
  const { journal } = life.desk.tools;
  const job = await journal.job(jobId);
  const number = job?.checkpoint.number ?? 0;
  if (number === 0) return false;
  const [call, done] = (await redis.call('HMGET', `weir:job:${jobId}`, 'call', 'done')) as (string | null)[];
  const [newest] = await journal.settled(jobId, number - 1, 1);
  return Number(call ?? 0) < number || (Number(call) === number && Number(done) < (newest?.done ?? 0));
}

interface After {
  readonly redis: RedisRig;
  readonly jobId: string;
  readonly mustWait: boolean;
  /** What was missing in Redis when it came back. */
  readonly left: readonly string[];
  readonly changes: () => number;
}

async function judge(life: ConsoleLife, scenario: Scenario, after: After): Promise<LostRan> {
  const { redis, jobId, mustWait, left, changes } = after;
  const wrong: string[] = [];
  const stood = await hurried(life, jobId, 'the job waits or is over', async (job) =>
    job.state === 'waiting' || isOver(job) ? job : undefined,
  );
  const waited = stood.state === 'waiting';
  if (waited !== mustWait) wrong.push(`it ${waited ? 'waited' : 'did not wait'}: ${stood.because}`);
  if (waited) {
    if (changes() > 0) wrong.push(`${changes()} steps were sent before it waited`);
    if (stood.because !== HISTORY_LOST) wrong.push(`it says: ${stood.because}`);
    const now = await scenario.wrongAfter(redis);
    if (now.join() !== left.join()) wrong.push('something was changed before it waited');
    await life.desk.jobs.resume(jobId);
  }
  const ended = await hurried(life, jobId, 'the job is over', async (job) => (isOver(job) ? job : undefined));
  if (ended.state !== 'done') wrong.push(`it ended ${ended.state}: ${ended.because}`);
  wrong.push(...(await scenario.wrongAfter(redis)));
  const verdict = await life.desk.tools.audit.verify();
  if (!verdict.intact) wrong.push(`the audit log is broken at ${verdict.firstBad}`);
  return {
    wrong: [...wrong, ...life.faults.map((fault) => `a fault: ${String(fault)}`)],
    waited,
    told: ended.checkpoint.done,
  };
}
