import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SeriesAnswer } from '@weir/domain/wire/answers';
import type { HistoryAnswer, PastAnswer, PastConsumersAnswer } from '@weir/domain/wire/history-answers';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RedisRig, startRedis } from '../../../tools/rig/redis-rig.ts';
import { type ConsoleRig, startConsole, until } from './rig/console-rig.ts';

let redis: RedisRig;
let client: Redis;
let folder: string;
let weir: ConsoleRig;
let token: string;

const begin = async (more: Readonly<Record<string, string>> = {}): Promise<void> => {
  weir = await startConsole({ WEIR_REDIS_URL: redis.url, WEIR_DATA_DIR: folder, ...more });
  token = await weir.token('viewer').catch(() => token);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weir-history-'));
  redis = await startRedis();
  client = new Redis({ port: redis.port });
  await client.xgroup('CREATE', 'orders', 'billing', '0', 'MKSTREAM');
  await client.xadd('orders', '*', 'n', '1');
  await client.xreadgroup('GROUP', 'billing', 'w-1', 'COUNT', 1, 'STREAMS', 'orders', '>');
  await begin();
});
afterAll(async () => {
  await weir.stop();
  client.disconnect();
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ask = <T>(procedure: string, input: object = {}): Promise<T> =>
  weir.query(procedure, { connection: 'main', ...input }, token) as Promise<T>;

async function unread(from: number, to: number): Promise<SeriesAnswer['points']> {
  const wanted = { stream: 'orders', group: 'billing', metrics: ['unread'], from, to };
  return (await ask<{ items: SeriesAnswer[] }>('metrics.series', wanted)).items[0]?.points ?? [];
}

const extent = (): Promise<HistoryAnswer> => ask('history.get');

test('what was seen before a restart is still there after it: series, picture, consumers and events', async () => {
  await until(extent, ({ newest, oldest }) => newest !== null && newest - (oldest ?? newest) > 500);
  await client.xadd('orders', '*', 'n', '2');
  await client.xadd('orders', '*', 'n', '3');
  const now = async (): Promise<number> => (await extent()).newest ?? 0;
  await until(
    async () => (await unread(0, await now())).at(-1)?.[1],
    (figure) => figure === 2,
  );
  await client.xgroup('CREATE', 'orders', 'audit', '$');
  const events = async (): Promise<readonly WeirEvent[]> => (await ask<{ items: WeirEvent[] }>('events.list')).items;
  await until(events, (found) => found.some(({ kind, group }) => kind === 'appeared' && group === 'audit'));
  const before = await until(extent, ({ newest }) => newest !== null);
  const at = before.newest ?? 0;
  const told = await until(events, (found) => found.length > 0);
  await weir.console.close();
  await client.xgroup('DESTROY', 'orders', 'audit');

  await begin();
  await until(extent, ({ newest }) => newest !== null && newest > at);
  const figures = await unread(before.oldest ?? 0, Date.now());
  expect(figures.map(([, figure]) => figure)).toContain(0);
  expect(figures.some(([t, figure]) => t > at && figure === null)).toBe(true);
  expect(figures.at(-1)?.[1]).toBe(2);
  expect((await events()).map(({ id }) => id)).toEqual(expect.arrayContaining(told.map(({ id }) => id)));
  const past = await ask<PastAnswer>('history.picture', { at });
  expect(past).toMatchObject({ at, from: 'poll', picture: { summary: { groups: 2, streams: 1, polledAt: at } } });
  const first = await ask<PastAnswer>('history.picture', { at: before.oldest });
  expect(first.picture).toMatchObject({ summary: { groups: 1, unread: { value: 0 } }, events: [] });
  const consumers = await ask<PastConsumersAnswer>('history.consumers', { stream: 'orders', group: 'billing', at });
  expect(consumers.items).toMatchObject([{ consumer: 'w-1', pending: 1 }]);
  expect(await ask('history.picture', { at: 1 })).toMatchObject({ reason: 'not-found' });
});

test('a damaged history is put aside and said; the picture goes on, and so does recording', async () => {
  await weir.console.close();
  writeFileSync(join(folder, 'history.db'), 'this is no database, and there is a lot of it '.repeat(400));
  rmSync(join(folder, 'history.db-wal'), { force: true });
  await begin();
  const state = await until(extent, ({ newest }) => newest !== null);
  expect(state.sentence).toContain('put aside as history.db.damaged');
  expect(weir.lines.join()).toContain('put aside as history.db.damaged');
  expect(state.size?.bytes).toBeGreaterThan(0);
});

test('with a cap of 0 nothing is kept, and that is said', async () => {
  await weir.console.close();
  await begin({ WEIR_HISTORY_MAX_MB: '0' });
  expect(await extent()).toMatchObject({ state: 'off', newest: null, size: null });
  await until(
    () => unread(Date.now() - 10_000, Date.now()),
    (points) => points.length > 0,
  );
  expect(await ask('history.picture', { at: Date.now() })).toMatchObject({ reason: 'refused' });
});
