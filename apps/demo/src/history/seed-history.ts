import type { Redis } from 'ioredis';
import type { GroupPlan, StreamPlan } from '../scenarios/plan.ts';
import type { Random } from '../scenarios/random.ts';

// Small enough that the server answers others in between.
const CHUNK = 1_000;

/**
 * Writes a past for every stream, with ids at the times the entries would have come in, and puts each group at its end.
 * `nowMs` is Redis time.
 */
export async function seedHistory(
  client: Redis,
  streams: readonly StreamPlan[],
  groups: readonly GroupPlan[],
  nowMs: number,
  random: Random,
): Promise<void> {
  for (const plan of streams) await seedStream(client, plan, nowMs, random);
  for (const plan of groups) await seedGroup(client, plan);
}

async function seedStream(client: Redis, plan: StreamPlan, nowMs: number, random: Random): Promise<void> {
  const times = Array.from(
    { length: plan.historyEntries },
    () => nowMs - 1_000 - Math.floor(random() * plan.historyMs),
  );
  times.sort((a, b) => a - b);
  let previous = 0;
  let sequence = 0;
  for (let at = 0; at < times.length; at += CHUNK) {
    const pipeline = client.pipeline();
    for (const time of times.slice(at, at + CHUNK)) {
      sequence = time === previous ? sequence + 1 : 0;
      previous = time;
      pipeline.xadd(plan.stream, `${time}-${sequence}`, ...plan.write(random, time));
    }
    await pipeline.exec();
  }
}

async function seedGroup(client: Redis, plan: GroupPlan): Promise<void> {
  const [newest] = await client.xrevrange(plan.stream, '+', '-', 'COUNT', 1);
  const position = newest?.[0] ?? '0-0';
  const read = String(await client.xlen(plan.stream));
  const create = ['CREATE', plan.stream, plan.group, position, 'MKSTREAM'];
  // Said outright, so that unread is known from the start. Servers before 7.0 do not take it.
  await client.call('XGROUP', ...create, 'ENTRIESREAD', read).catch(() => client.call('XGROUP', ...create));
  for (const consumer of plan.consumers) {
    await client.call('XGROUP', 'CREATECONSUMER', plan.stream, plan.group, consumer).catch(() => undefined);
  }
}
