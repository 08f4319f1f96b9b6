import { setTimeout as pause } from 'node:timers/promises';
import type { ConsumersAnswer, GroupAnswer, Listed } from '@weir/domain/wire/answers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../rig/redis-rig.ts';
import { until } from '../until.ts';
import { startWeir, type WeirProcess } from '../weir-process.ts';
import { browse, stroll } from './browse.ts';
import { startBystander } from './bystander.ts';
import { CROWD, DEEP, FAT, makeHeavy } from './heavy-redis.ts';
import { pairedPings, type PairedPings } from './paired-pings.ts';
import { judge, slowCommands, watchSlow, type Judged } from './slow-log.ts';

let rig: RedisRig;
beforeAll(async () => {
  rig = await startRedis();
  await rig.call('CLIENT', 'SETNAME', 'proof');
  await makeHeavy(rig);
}, 120_000);
afterAll(() => rig.stop());

const PACE_MS = 1_000;
// A PING alone has a p99 of 0.1 to 0.3 ms on a quiet machine; above this somebody else holds the processors.
const QUIET_MS = 0.4;
const TRIES = 3;

// Named first, found at once; the pattern still makes it walk over every key, within its budget.
const SETTINGS = { WEIR_STREAMS: `${DEEP.stream},${CROWD.stream},${FAT.stream},plain:*` };

// What a page of entries sends: its replies carry whole entries, and Redis has no command that gives one without its payload.
const CARRIES_PAYLOAD = [`XRANGE ${FAT.stream}`, `XREVRANGE ${FAT.stream}`];

describe('a Redis with a million pending, 100,000 consumers, 10 MB entries and a million other keys', () => {
  test(
    'no command of Weir takes over 5 ms where Redis offers a bounded way, and none 20 ms',
    { timeout: 240_000 },
    async () => {
      await watchSlow(rig, 5_000);
      await withWeir(async (weir, connection) => {
        await everythingKnown(weir, connection);
        for (let times = 0; times < 3; times += 1) expect(await browse(weir, connection)).toEqual([]);
        await weir.get('/metrics');
        // Long enough for a fat stream's figures to be due again.
        await polls(weir, connection, 17);
      });
      const judged = await judge(rig, await slowCommands(rig, 'proof'));
      console.log('over 5 ms:', judged.map(inWords).join('; ') || 'none');
      expect(
        judged.map(({ shape }) => shape),
        'a command that carries both ends whole',
      ).not.toContain(`XINFO STREAM ${FAT.stream}`);
      const bounded = judged.filter(({ shape }) => !CARRIES_PAYLOAD.includes(shape));
      expect(bounded.filter(({ ownMs }) => ownMs > 5).map(inWords), 'over 5 ms').toEqual([]);
      expect(judged.filter(({ ownMs }) => ownMs > 20).map(inWords), 'over 20 ms').toEqual([]);
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
      const fat = rows.find((row) => row.stream === FAT.stream);
      expect(fat).toMatchObject({ unread: { known: true, value: FAT.entries, quality: 'exact' } });
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

  test(
    "while Weir polls and looks through the keys, somebody else's PING stays within 1.5 times its p99",
    { timeout: 600_000 },
    async ({ skip }) => {
      const { ratio, said } = await undisturbed(
        () => pings(20),
        (note) => skip(note),
      );
      console.log('polling:', said);
      expect(ratio, said).toBeLessThanOrEqual(1.5);
    },
  );

  test(
    'the same while an operator opens a page a second, but for those of 10 MB entries',
    { timeout: 600_000 },
    async ({ skip }) => {
      const { ratio, said } = await undisturbed(
        () => pings(20, [DEEP.stream, CROWD.stream]),
        (note) => skip(note),
      );
      console.log('pages:', said);
      expect(ratio, said).toBeLessThanOrEqual(1.5);
    },
  );
});

/**
 * Measures again while the machine was not quiet even without Weir, up to three times. Where PINGs wait for milliseconds
 * anyway, what Weir adds does not show: such a measurement neither passes nor fails, and the test is told as skipped.
 */
async function undisturbed(
  measure: () => Promise<PairedPings>,
  nothingMeasured: (note: string) => never,
): Promise<PairedPings> {
  const said: string[] = [];
  while (said.length < TRIES) {
    const one = await measure();
    if (one.alone <= QUIET_MS) return one;
    console.log('the machine is not quiet:', one.said);
    said.push(one.said);
  }
  return nothingMeasured(`the machine was never quiet: ${said.join('; ')}`);
}

/** Polling, with pages about `streams` opened meanwhile, against polling paused. */
async function pings(pairs: number, streams: readonly string[] = []): Promise<PairedPings> {
  const bystander = startBystander(rig.port);
  try {
    let pings: PairedPings | undefined;
    await withWeir(async (weir, connection) => {
      await everythingKnown(weir, connection);
      await bystander.measure(1_000);
      // Two cores feel the asking itself, and that is the asker's doing: it goes on in the other half, for what needs no Redis.
      pings = await pairedPings(weir, connection, bystander, pairs, {
        paused: (_pair, over) => (streams.length === 0 ? nothing() : knock(weir, over, PACE_MS)),
        polling: (pair, over) =>
          streams.length === 0
            ? nothing()
            : stroll(weir, connection, { streams, first: pair * 7, paceMs: PACE_MS }, over),
      });
    });
    if (pings === undefined) throw new Error('nothing was measured');
    return pings;
  } finally {
    bystander.stop();
  }
}

async function nothing(): Promise<void> {}

async function knock(weir: WeirProcess, over: AbortSignal, paceMs: number): Promise<void> {
  while (!over.aborted) {
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

function inWords({ shape, times, worstMs, againMs }: Judged): string {
  const again = againMs.map((ms) => ms.toFixed(1)).join(', ');
  return `${shape} ×${times}, at worst ${worstMs.toFixed(1)} ms, sent again ${again} ms`;
}
