import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActionInput } from '@weir/domain/actions/action-input';
import type { Job } from '@weir/domain/jobs/job';
import { isOver } from '@weir/api/act/job-desk';
import { isStale } from '@weir/api/observe/board';
import { openArchives } from '@weir/store/archive/open-archives';
import { startRedis, type RedisRig } from '../../rig/redis-rig.ts';
import { until } from '../until.ts';
import { startCommandTap, type CommandTap, type TapFault } from './command-tap.ts';
import { startLife, type ConsoleLife } from './console-life.ts';
import { createGate } from './gate.ts';
import type { Scenario } from './scenario.ts';

/** Where and what breaks in one run. Numbers count from 1. */
export type Break =
  | { readonly at: 'journal'; readonly number: number; readonly dies: 'weir' | 'both' }
  | {
      readonly at: 'command';
      readonly number: number;
      readonly fault: Exclude<TapFault, 'none'>;
      readonly dies: 'nobody' | 'weir' | 'redis' | 'both';
    };

export interface CrashRig {
  readonly redis: RedisRig;
  readonly tap: CommandTap;
  stop(): Promise<void>;
}

// What Redis said yes to is on disk by then. With `everysec` a busy disk lets it answer first: that is lost history, and
// has its own proofs.
const KEPT = ['--appendonly', 'yes', '--appendfsync', 'always'];
const VISITOR = { actor: 'tester', role: 'admin' } as const;

export async function startCrashRig(): Promise<CrashRig> {
  const redis = await startRedis({ args: KEPT });
  const tap = await startCommandTap(redis.port);
  return {
    redis,
    tap,
    async stop() {
      await tap.stop();
      await redis.stop();
    },
  };
}

export interface Ran {
  readonly wrong: readonly string[];
  readonly points: number;
  readonly commands: readonly string[];
  readonly job: Job | undefined;
}

/** Makes the world, starts the change, breaks what is to be broken, brings it back and looks at what came of it. */
export async function crashRun(rig: CrashRig, scenario: Scenario, broken: Break | null): Promise<Ran> {
  const { redis, tap } = rig;
  await redis.call('FLUSHALL');
  await scenario.prepare(redis);
  const folder = mkdtempSync(join(tmpdir(), 'weir-crash-'));
  await scenario.prepareArchives?.(openArchives(join(folder, 'archive')));
  const { promise: death, resolve } = Promise.withResolvers<'died'>();
  const died = (): void => resolve('died');
  const gate = createGate(broken?.at === 'journal' ? broken.number : 0, died);
  const commands: string[] = [];
  tap.decide = () => 'none';
  const lives: ConsoleLife[] = [];
  try {
    const made = scenario.takesBack === true ? await makeFirst(tap.port, folder, scenario) : undefined;
    const first = await startLife(tap.port, folder, gate);
    lives.push(first);
    const planning = first.desk.plans.begin(
      made === undefined ? scenario.input : undoInput(scenario, made),
      VISITOR.actor,
    );
    tap.decide = (name) => {
      commands.push(name);
      if (broken?.at !== 'command' || commands.length !== broken.number) return 'none';
      if (broken.dies === 'weir' || broken.dies === 'both') gate.freeze();
      return broken.fault;
    };
    tap.onFault = () => {
      if (broken?.dies !== 'nobody') tap.shut();
      died();
    };
    const done = apply(first, scenario, planning.ready);
    done.catch(() => undefined);
    const how = await Promise.race([done, death]);
    const over = how === 'died' ? await afterDeath(rig, broken, first, folder, lives) : first;
    return await finish(rig, scenario, over, made, { points: gate.passed, commands });
  } finally {
    tap.decide = () => 'none';
    tap.onFault = () => undefined;
    tap.open();
    // A console that died waits for ever; only one that lives can let go of its jobs.
    const last = lives.at(-1);
    await (last === lives[0] && gate.frozen ? last?.die() : last?.close());
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The change that is to be taken back, made by a console that lived before; gives its job. */
async function makeFirst(port: number, folder: string, scenario: Scenario): Promise<string> {
  const life = await startLife(
    port,
    folder,
    createGate(0, () => undefined),
  );
  await apply(life, scenario, life.desk.plans.begin(scenario.input, VISITOR.actor).ready);
  const [job] = await life.desk.tools.journal.jobs({ limit: 1 });
  await life.close();
  return job?.jobId ?? '';
}

function undoInput({ input: { connection, stream } }: Scenario, jobId: string): ActionInput {
  return { kind: 'undo', connection, stream, jobId };
}

async function apply(
  { desk, watch }: ConsoleLife,
  scenario: Scenario,
  ready: ReturnType<ConsoleLife['desk']['plans']['begin']>['ready'],
): Promise<'over'> {
  const { planId } = await ready;
  const confirmName = scenario.confirmName;
  // On a busy machine the picture can be too old to act on: that is said, begins nothing, and is not what is looked at here.
  const fresh = (): true | undefined => (isStale(watch.board, Date.now()) ? undefined : true);
  await until('the picture is fresh', 20_000, fresh, 5);
  const request = { planId, reason: 'a test', confirmName, origin: '127.0.0.1' };
  let answer = await desk.apply(request, VISITOR);
  for (let tries = 0; answer.jobId === null && tries < 5; tries += 1) {
    await until('the picture is fresh', 20_000, fresh, 5);
    answer = await desk.apply(request, VISITOR);
  }
  if (answer.jobId === null) throw new Error(`not begun: ${answer.sentence}`);
  await desk.jobs.seat(answer.jobId)?.ended;
  return 'over';
}

/** Brings back what died. The console that goes on from here is the last one in `lives`. */
async function afterDeath(
  { redis, tap }: CrashRig,
  broken: Break | null,
  first: ConsoleLife,
  folder: string,
  lives: ConsoleLife[],
): Promise<ConsoleLife> {
  const dies = broken?.dies ?? 'nobody';
  if (dies === 'redis' || dies === 'both') {
    tap.shut();
    await redis.kill9();
    await redis.restart();
  }
  if (dies === 'nobody' || dies === 'redis') {
    tap.open();
    first.watch.gateway.watcher.retryNow();
    return first;
  }
  await first.die();
  tap.open();
  const second = await startLife(
    tap.port,
    folder,
    createGate(0, () => undefined),
  );
  lives.push(second);
  await second.desk.jobs.takeUp();
  return second;
}

async function finish(
  { redis, tap }: CrashRig,
  scenario: Scenario,
  life: ConsoleLife,
  made: string | undefined,
  counted: Pick<Ran, 'points' | 'commands'>,
): Promise<Ran> {
  const job = await until('the job is over', 20_000, async () => {
    // A link that failed waits before it tries again; the wait is not what is looked at here.
    life.watch.gateway.watcher.retryNow();
    const [last] = await life.desk.tools.journal.jobs({ limit: 1 });
    const newest = last?.jobId === made ? undefined : last;
    return newest === undefined || isOver(newest) ? { newest } : undefined;
  });
  tap.decide = () => 'none';
  const { newest } = job;
  const wrong = newest === undefined ? await scenario.wrongBefore(redis) : await scenario.wrongAfter(redis);
  const wrongArchive = newest === undefined ? [] : ((await scenario.wrongArchive?.(life.desk.tools.archives)) ?? []);
  const told =
    newest === undefined || newest.outcome === 'done'
      ? []
      : [`the outcome told is ${String(newest.outcome)}: ${newest.because}`];
  const verdict = await life.desk.tools.audit.verify();
  return {
    ...counted,
    job: newest,
    wrong: [
      ...wrong,
      ...wrongArchive,
      ...told,
      ...(verdict.intact ? [] : [`the audit log is broken at ${verdict.firstBad}`]),
      ...life.faults.map((fault) => `a fault: ${String(fault)}`),
    ],
  };
}
