import type { GroupSituation } from './group-situation.ts';

/** A group that reads in batches: it rests while entries wait, as it is meant to. Redis time, epoch ms. */
export interface Batch {
  readonly everyMs: number;
  readonly dueAt: number;
  /** Past this the run is late. */
  readonly lateAt: number;
  /** set = somebody said so in the health rules; learned = from its pauses. */
  readonly from: 'set' | 'learned';
}

type Paused = Pick<GroupSituation, 'at' | 'memory' | 'limits'>;

const HABIT = 2;
// A run that stays away this many times its usual pause was the last one: the habit says nothing any more.
const FORGOTTEN = 4;
const SLACK = 0.1;
const LEAST_SLACK_MS = 60_000;

/** How the group reads in batches; undefined = it does not. Two pauses of like length make a habit. */
export function batchOf({ at, memory, limits }: Paused): Batch | undefined {
  const { movedAt, pauses, pauseMs } = memory;
  if (limits.batchEveryMs > 0) {
    const dueAt = movedAt + limits.batchEveryMs;
    const lateAt = dueAt + Math.max(LEAST_SLACK_MS, limits.batchEveryMs * SLACK);
    return { everyMs: limits.batchEveryMs, dueAt, lateAt, from: 'set' };
  }
  if (pauses < HABIT || at - movedAt > pauseMs * FORGOTTEN) return undefined;
  return { everyMs: pauseMs, dueAt: movedAt + pauseMs, lateAt: movedAt + pauseMs * 2, from: 'learned' };
}

/** The situation with limits that fit it: between two runs nobody calls. */
export function fitted<S extends Paused>(situation: S): S {
  const batch = batchOf(situation);
  if (batch === undefined || batch.everyMs <= situation.limits.callMs) return situation;
  return { ...situation, limits: { ...situation.limits, callMs: batch.lateAt - situation.memory.movedAt } };
}
