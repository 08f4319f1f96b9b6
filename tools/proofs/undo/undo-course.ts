import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActionInput } from '@weir/domain/actions/action-input';
import { isStale } from '@weir/api/observe/board';
import type { Plan } from '@weir/domain/actions/plan';
import type { ApplyAnswer } from '@weir/domain/wire/action-answers';
import { startRedis, type RedisRig, type RedisRigOptions } from '../../rig/redis-rig.ts';
import { startLife, type ConsoleLife } from '../crash/console-life.ts';
import { createGate } from '../crash/gate.ts';
import { until } from '../until.ts';

/** A Redis and all of a console that acts, for changes and what takes them back. */
export interface UndoCourse {
  readonly redis: RedisRig;
  readonly life: ConsoleLife;
  plan(input: ActionInput): Promise<Plan>;
  /** Applies a plan and waits for its end. */
  apply(plan: Plan): Promise<ApplyAnswer>;
  planUndo(stream: string, jobId: string): Promise<Plan>;
  close(): Promise<void>;
}

const VISITOR = { actor: 'tester', role: 'admin' } as const;

export async function openUndoCourse(options: RedisRigOptions = {}): Promise<UndoCourse> {
  const redis = await startRedis(options);
  const folder = mkdtempSync(join(tmpdir(), 'weir-undo-'));
  const never = createGate(0, () => undefined);
  const life = await startLife(redis.port, folder, never);
  const plan = (input: ActionInput): Promise<Plan> => life.desk.plans.begin(input, VISITOR.actor).ready;
  return {
    redis,
    life,
    plan,
    async apply({ planId, typeName }) {
      const confirmName = typeName ?? undefined;
      const request = { planId, reason: 'a test', confirmName, origin: '127.0.0.1' };
      // On a busy machine it can be too old to act on: that is said, and not what is looked at here.
      const { board } = life.watch;
      await until('the picture is fresh', 20_000, () => (isStale(board, Date.now()) ? undefined : true), 5);
      const answer = await life.desk.apply(request, VISITOR);
      if (answer.jobId === null) return answer;
      await life.desk.jobs.seat(answer.jobId)?.ended;
      return life.desk.apply(request, VISITOR);
    },
    planUndo: (stream, jobId) => plan({ kind: 'undo', connection: 'main', stream, jobId }),
    async close() {
      await life.close();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
