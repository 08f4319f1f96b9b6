import { setTimeout as pause } from 'node:timers/promises';
import type { ConsumersAnswer, GroupAnswer, Listed } from '@weir/domain/wire/answers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../rig/redis-rig.ts';
import { until } from '../until.ts';
import { startWeir, type WeirProcess } from '../weir-process.ts';
import { browse, stroll } from './browse.ts';
import { startBystander, type Bystander, type PingTimes } from './bystander.ts';
import { CROWD, DEEP, FAT, makeHeavy } from './heavy-redis.ts';
import { shapeOf, slowEachTime, slowRound, watchSlow, type SlowCommand, type SlowRound } from './slow-log.ts';

let rig: RedisRig;
beforeAll(async () => {
  rig = await startRedis();
  await rig.call('CLIENT', 'SETNAME', 'proof');
  await makeHeavy(rig);
}, 120_000);
afterAll(() => rig.stop());

const PACE_MS = 250;

// Named first, found at once; the pattern still makes it walk over every key, within its budget.
const SETTINGS = { WEIR_STREAMS: `${DEEP.stream},${CROWD.stream},${FAT.stream},plain:*` };

// Their replies carry whole entries, and Redis has no command that gives an entry without its payload.
const CARRIES_PAYLOAD = [`XINFO STREAM ${FAT.stream}`, `XRANGE ${FAT.stream}`, `XREVRANGE ${FAT.stream}`];

describe('a Redis with a million pending, 100,000 consumers, 10 MB entries and a million other keys', () => {
  test(
    'no command of Weir takes over 5 ms where Redis offers a bounded way, and none 20 ms',
    { timeout: 240_000 },
    async () => {
      const rounds: SlowRound[] = [];
      for (let round = 0; round < 3; round += 1) {
        await watchSlow(rig, 5_000);
        await withWeir(async (weir, connection) => {
          await everythingKnown(weir, connection);
          for (let times = 0; times < 2; times += 1) expect(await browse(weir, connection)).toEqual([]);
          await weir.get('/metrics');
          await polls(weir, connection, 4);
        });
        rounds.push(await slowRound(rig, 'proof'));
      }
      console.log('over 5 ms:', summary(rounds.flatMap(({ slow }) => slow)));
      const over5 = slowEachTime(rounds, 5_000).filter((shape) => !CARRIES_PAYLOAD.includes(shape));
      expect(over5, 'over 5 ms').toEqual([]);
      expect(slowEachTime(rounds, 20_000), 'over 20 ms').toEqual([]);
    },
  );

  test('the figures are there all the same, or say why not', { timeout: 120_000 }, async () => {
    await withWeir(async (weir, connection) => {
      const rows = await everythingKnown(weir, connection);
      const deep = rows.find((row) => row.stream === DEEP.stream);
      expect(deep).toMatchObject({
        pending: DEEP.pending,
        unread: { known: true, value: 0, quality: 'exact' },
        consumers: DEEP.consumers,
      });
      const crowd = rows.find((row) => row.stream === CROWD.stream);
      expect(crowd).toMatchObject({ consumers: CROWD.consumers, unread: { known: true, value: 1, quality: 'exact' } });
      const consumers = await weir.query<ConsumersAnswer>('consumers.list', {
        connection,
        stream: CROWD.stream,
        group: CROWD.group,
      });
      expect(consumers.total).toBe(CROWD.consumers);
      expect(consumers.items).toEqual([]);
      expect(consumers.because).not.toBe('');
    });
  });

  test("somebody else's PING stays within 1.5 times its p99 and 0.3 ms", { timeout: 240_000 }, async () => {
    const bystander = startBystander(rig.port);
    try {
      await withWeir(async (weir, connection) => {
        await everythingKnown(weir, connection);
        await bystander.measure(1_000);
        const tries: string[] = [];
        let quiet = false;
        // Whatever else runs on a shared machine makes the figures worse, never better: the best of three tries counts.
        for (let attempt = 0; attempt < 3 && !quiet; attempt += 1) {
          const { alone, beside } = await alternate(weir, connection, bystander);
          tries.push(`p99 ${alone.toFixed(2)} ms alone, ${beside.toFixed(2)} ms beside Weir`);
          // 0.3 ms: what a scheduler adds to a sub-millisecond figure by itself.
          quiet = beside <= 1.5 * alone + 0.3;
        }
        console.log(tries.join('; '));
        expect(quiet, tries.join('; ')).toBe(true);
      });
    } finally {
      bystander.stop();
    }
  });
});

/**
 * Medians over five rounds: polling paused, then polling with somebody who opens four pages a second. While
 * it is paused that somebody asks as often for what needs no Redis: two cores feel the asking itself, and that is the
 * asker's doing and not the console's.
 */
async function alternate(
  weir: WeirProcess,
  connection: string,
  bystander: Bystander,
): Promise<{ alone: number; beside: number }> {
  const alone: PingTimes[] = [];
  const beside: PingTimes[] = [];
  for (let round = 0; round < 5; round += 1) {
    await weir.change('polling.pause', { connection });
    const knocking = new AbortController();
    const [quiet] = await Promise.all([
      bystander.measure(3_000).finally(() => knocking.abort()),
      knock(weir, knocking.signal, PACE_MS),
    ]);
    alone.push(quiet);
    await weir.change('polling.resume', { connection });
    const [times] = await Promise.all([bystander.measure(3_000), stroll(weir, connection, round, PACE_MS)]);
    beside.push(times);
  }
  return { alone: median(alone.map(({ p99 }) => p99)), beside: median(beside.map(({ p99 }) => p99)) };
}

async function knock(weir: WeirProcess, until: AbortSignal, paceMs: number): Promise<void> {
  while (!until.aborted) {
    await weir.get('/healthz');
    await pause(paceMs);
  }
}

async function withWeir(work: (weir: WeirProcess, connection: string) => Promise<void>): Promise<void> {
  const weir = await startWeir(rig.url, SETTINGS);
  try {
    await work(weir, await weir.connection());
  } finally {
    await weir.stop();
  }
}

function everythingKnown(weir: WeirProcess, connection: string): Promise<readonly GroupAnswer[]> {
  return until('the heavy groups are listed', 60_000, async () => {
    const { items } = await weir.query<Listed<GroupAnswer>>('groups.list', { connection, limit: 1_000 });
    const heavy = [DEEP, CROWD, FAT].map(({ stream }) => items.find((row) => row.stream === stream));
    return heavy.every((row) => row?.unread.known === true && row.unread.quality === 'exact') ? items : undefined;
  });
}

async function polls(weir: WeirProcess, connection: string, count: number): Promise<void> {
  const newest = async (): Promise<number> =>
    Math.max(
      ...(await weir.query<Listed<GroupAnswer>>('groups.list', { connection, limit: 1_000 })).items.map(
        (row) => row.seenAt,
      ),
    );
  for (let poll = 0; poll < count; poll += 1) {
    const before = await newest();
    await until('the next poll', 30_000, async () => ((await newest()) > before ? true : undefined));
  }
}

function summary(slow: readonly SlowCommand[]): string {
  const shapes = new Map<string, number[]>();
  for (const each of slow) shapes.set(shapeOf(each), [...(shapes.get(shapeOf(each)) ?? []), each.micros / 1_000]);
  return (
    [...shapes].map(([shape, ms]) => `${shape} ×${ms.length} up to ${Math.max(...ms).toFixed(1)} ms`).join('; ') ||
    'none'
  );
}

function median(values: readonly number[]): number {
  return [...values].toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
