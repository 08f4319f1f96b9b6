import type { CallOutcome, CallResult, Changer } from '@weir/domain/actions/call';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { Redis } from 'ioredis';
import type { PerformTable } from '../../../packages/redis/src/changes/perform.ts';
import { startActing, type ActingRedis } from '../../../packages/redis/src/changes/rig/acting-redis.ts';

/** What a race is run on: Weir twice (two operators), and somebody else's connection. */
export interface RaceCourse {
  readonly acting: ActingRedis;
  readonly second: Changer;
  /** Consumers, producers and people at redis-cli. */
  readonly others: Redis;
  close(): Promise<void>;
}

export async function openCourse(perform?: PerformTable): Promise<RaceCourse> {
  const acting = await startActing(perform === undefined ? {} : { perform });
  const operator = await acting.anotherChanger();
  const others = new Redis({ port: acting.rig.port, protocol: 2 });
  return {
    acting,
    second: operator.changer,
    others,
    async close() {
      others.disconnect();
      await operator.close();
      await acting.close();
    },
  };
}

export const GO = { resume: false, signal: { aborted: false } } as const;

export function resultOf(outcome: CallOutcome): CallResult {
  if (outcome.outcome !== 'done') throw new Error(`not done: ${JSON.stringify(outcome).slice(0, 200)}`);
  return outcome.result;
}

/** The ids a call changed, out of what it left. */
export function changedBy(entries: readonly SeenEntry[], { skipped }: CallResult): ReadonlySet<string> {
  const left = new Set<string>(skipped.map(({ id }) => id));
  return new Set(entries.map(({ id }) => id).filter((id) => !left.has(id)));
}

/** A stream with `count` entries, all pending with c0, c1 and c2 in turns of a few. */
export async function deliver({ acting, others }: RaceCourse, stream: string, count: number): Promise<SeenEntry[]> {
  const script = `for at = 1, ARGV[1] do redis.call('XADD', KEYS[1], at .. '-0', 'f', 'v') end
    redis.call('XGROUP', 'CREATE', KEYS[1], 'g', '0')
    for at = 0, ARGV[1] / 3 do redis.call('XREADGROUP', 'GROUP', 'g', 'c' .. at % 3, 'COUNT', 3, 'STREAMS', KEYS[1], '>') end`;
  await others.eval(script, 1, stream, count);
  return acting.seen(stream, 'g');
}

/** Lets something else happen first, or not: the order is what is raced for. */
export async function stagger(chance: number): Promise<void> {
  const turns = Math.floor(chance * 4);
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
