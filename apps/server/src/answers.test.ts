import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RedisRig, startRedis } from '../../../tools/rig/redis-rig.ts';
import { type ConsoleRig, startConsole, until } from './rig/console-rig.ts';

// What the procedures answer about a real Redis, over HTTP, as a script asks.

let redis: RedisRig;
let rig: ConsoleRig;
let token = '';

interface Listed {
  readonly items: readonly Record<string, unknown>[];
  readonly nextCursor: string | null;
  readonly stale?: boolean;
}
const ask = async (procedure: string, input: Record<string, unknown> = {}): Promise<Listed> =>
  (await rig.query(procedure, { connection: 'main', ...input }, token)) as Listed;
const pointsOf = (item: Record<string, unknown> | undefined): readonly unknown[] =>
  (item?.['points'] ?? []) as readonly unknown[];
const orders = { stream: 'orders', group: 'fulfilment' };
const firstOf = async (procedure: string, input: Record<string, unknown>): Promise<Record<string, unknown>> =>
  (await ask(procedure, input)).items[0] ?? {};

beforeAll(async () => {
  redis = await startRedis();
  const ids: string[] = [];
  for (let n = 0; n < 30; n += 1) ids.push(String(await redis.call('XADD', 'orders', '*', 'n', n, 'kind', 'order')));
  await redis.call('XGROUP', 'CREATE', 'orders', 'fulfilment', '0');
  await redis.call('XGROUP', 'CREATE', 'orders', 'receipts', '$');
  await redis.call('XREADGROUP', 'GROUP', 'fulfilment', 'worker-1', 'COUNT', 12, 'STREAMS', 'orders', '>');
  await redis.call('XREADGROUP', 'GROUP', 'fulfilment', 'worker-2', 'COUNT', 3, 'STREAMS', 'orders', '>');
  await redis.call('XACK', 'orders', 'fulfilment', ids[0] ?? '', ids[1] ?? '');
  await redis.call('XDEL', 'orders', ids[3] ?? '');
  await redis.call(
    'XADD',
    Buffer.from([0x73, 0xff, 0x5c]),
    '7-0',
    Buffer.from([0xfe]),
    Buffer.from([0, 1]),
    'a',
    1,
    'a',
    2,
  );
  for (let n = 0; n < 25; n += 1) await redis.call('XADD', `many:${String(n).padStart(2, '0')}`, '1-1', 'f', 'v');
  rig = await startConsole({ WEIR_REDIS_URL: redis.url });
  token = await rig.token('admin');
  await until(
    () => ask('streams.list'),
    ({ items }) => items?.length === 27,
  );
  await until(
    () => firstOf('groups.list', { stream: 'orders' }),
    (row) => JSON.stringify(row['unread']).includes('"known":true'),
  );
});
afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

describe('lists from the picture', () => {
  test('connections.list names the server', async () => {
    const { items } = (await rig.query('connections.list', undefined, token)) as Listed;
    expect(items).toEqual([
      {
        id: 'main',
        name: `127.0.0.1:${redis.port}`,
        kind: 'other',
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        role: 'primary',
        state: 'up',
        readOnly: false,
      },
    ]);
  });

  test('streams.list has every stream by name, whatever its bytes', async () => {
    const { items, stale } = await ask('streams.list');
    expect(items.map(({ stream }) => stream)).toContain('s\\xff\\\\');
    expect(items.find(({ stream }) => stream === 'orders')).toMatchObject({
      length: 29,
      groups: 2,
      entriesAdded: { known: true, value: 30 },
      firstId: expect.stringMatching(/^\d{13}-\d+$/),
    });
    expect(stale).toBe(false);
  });

  test('streams.list pages without losing or repeating any', async () => {
    const seen: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page = await ask('streams.list', { limit: 10, cursor });
      seen.push(...page.items.map(({ stream }) => stream));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(27);
    expect(new Set(seen).size).toBe(27);
  });

  test('groups.list tells unread, pending and ages as Redis has them', async () => {
    const { items, nextCursor } = await ask('groups.list', { stream: 'orders' });
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      {
        stream: 'orders',
        group: 'fulfilment',
        unread: { known: true, value: 15, quality: 'exact' },
        behindMs: { known: true },
        pending: 13,
        oldestPendingMs: { known: true },
        consumers: 2,
      },
      {
        group: 'receipts',
        unread: { known: true, value: 0, quality: 'exact' },
        behindMs: { known: true, value: 0 },
        pending: 0,
        consumers: 0,
      },
    ]);
  });

  test('groups.list pages over streams and groups', async () => {
    const first = await ask('groups.list', { limit: 1 });
    const second = await ask('groups.list', { limit: 1, cursor: first.nextCursor });
    expect([first.items[0]?.['group'], second.items[0]?.['group'], second.nextCursor]).toEqual([
      'fulfilment',
      'receipts',
      null,
    ]);
  });

  test.each(['nonsense', '[]', '{"a":1}', '["one"]', '[1,2]'])(
    'a cursor nobody gave out is refused: %s',
    async (cursor) => {
      expect(await ask('groups.list', { cursor })).toMatchObject({ reason: 'bad-input' });
    },
  );

  test('what is not there is not found', async () => {
    expect(await ask('groups.list', { connection: 'other' })).toMatchObject({ reason: 'not-found' });
    expect(await ask('groups.list', { stream: 'none' })).toMatchObject({
      reason: 'not-found',
      sentence: 'There is no stream of that name.',
    });
    expect(await ask('groups.get', { stream: 'orders', group: 'none' })).toMatchObject({ reason: 'not-found' });
  });
});

describe('one group', () => {
  test('groups.get has a verdict of every rule, with its evidence as text', async () => {
    const detail = (await ask('groups.get', orders)) as unknown as {
      diagnosis: { rule: string; verdict: string; evidence: string }[];
      rates: unknown[];
    };
    expect(detail.diagnosis.length).toBeGreaterThan(5);
    for (const { verdict, evidence } of detail.diagnosis) {
      expect(['fired', 'ruled-out', 'unknown']).toContain(verdict);
      expect(evidence).not.toBe('');
    }
    expect(detail.rates).toHaveLength(3);
  });

  test('consumers.list has waiting-time cells that add up to what is pending', async () => {
    const { items } = await until(
      () => ask('consumers.list', orders),
      (list) => list.items?.length === 2 && list.items.every(({ cells }) => cells !== null),
    );
    const sums = items.map(({ consumer, pending, cells }) => [
      consumer,
      pending,
      (cells as number[]).reduce((a, b) => a + b, 0),
    ]);
    expect(new Set(sums.map(String))).toEqual(new Set(['worker-1,10,10', 'worker-2,3,3']));
  });

  test('pending.list pages, filters and tells that a payload is gone', async () => {
    const first = await ask('pending.list', { ...orders, limit: 5 });
    expect(first.items).toHaveLength(5);
    expect(first.items.map(({ payload }) => payload)).toContain('gone');
    expect(first.items[0]).toMatchObject({
      consumer: 'worker-1',
      deliveries: 1,
      fields: [
        ['n', '2'],
        ['kind', 'order'],
      ],
    });
    const rest = await ask('pending.list', { ...orders, limit: 500, cursor: first.nextCursor });
    expect(rest.items).toHaveLength(8);
    expect((await ask('pending.list', { ...orders, consumer: 'worker-2' })).items).toHaveLength(3);
    expect((await ask('pending.list', { ...orders, minDeliveries: 2 })).items).toEqual([]);
  });

  test('pending.list gives no payload to a role that may not read it', async () => {
    const viewer = await rig.token('viewer');
    const list = (await rig.query('pending.list', { connection: 'main', ...orders }, viewer)) as Listed;
    expect(list.items).toHaveLength(13);
    expect(list.items.filter((item) => 'fields' in item || 'sizeBytes' in item)).toEqual([]);
  });
});

describe('one stream', () => {
  test('entries.list goes newest first and back, in pages', async () => {
    const newest = await ask('entries.list', { stream: 'orders', limit: 10 });
    expect(newest.items[0]).toMatchObject({
      fields: [
        ['n', '29'],
        ['kind', 'order'],
      ],
      cut: [],
    });
    const next = await ask('entries.list', { stream: 'orders', limit: 500, cursor: newest.nextCursor });
    expect(next.items).toHaveLength(19);
    const oldest = await ask('entries.list', { stream: 'orders', limit: 1, direction: 'asc' });
    expect(oldest.items[0]).toMatchObject({
      fields: [
        ['n', '0'],
        ['kind', 'order'],
      ],
    });
  });

  test('entries.inGroups says how an entry stands in every group, to everybody', async () => {
    const { items } = await ask('pending.list', { ...orders, limit: 1 });
    const viewer = await rig.token('viewer');
    const input = { connection: 'main', stream: 'orders', id: items[0]?.['id'] };
    expect(await rig.query('entries.inGroups', input, viewer)).toMatchObject({
      groups: [
        { group: 'fulfilment', state: 'pending', consumer: 'worker-1', deliveries: 1 },
        { group: 'receipts', state: 'past' },
      ],
      left: 0,
    });
    expect(await ask('entries.inGroups', { stream: 'orders', id: 'yesterday' })).toMatchObject({ reason: 'bad-input' });
    expect(await ask('entries.inGroups', { stream: 'nowhere', id: '1-0' })).toMatchObject({ reason: 'not-found' });
  });

  test('entries.list keeps bytes and repeated fields', async () => {
    const { items } = await ask('entries.list', { stream: 's\\xff\\\\' });
    expect(items).toMatchObject([
      {
        id: '7-0',
        fields: [
          ['\\xfe', '\\x00\\x01'],
          ['a', '1'],
          ['a', '2'],
        ],
      },
    ]);
  });

  test('streams.ruler has a lane per group and marks of what is pending', async () => {
    const ruler = (await until(
      () => ask('streams.ruler', { stream: 'orders' }),
      (answer) =>
        JSON.stringify(answer).includes('"marksComplete":true,"lost"') && JSON.stringify(answer).includes('"idleMs"'),
    )) as unknown as Record<string, unknown>;
    expect(ruler).toMatchObject({
      idsAreTimes: true,
      length: 29,
      neededFrom: { known: true },
      safeToTrim: { known: true },
    });
    expect(ruler['groups']).toMatchObject([
      { group: 'fulfilment', pending: 13 },
      { group: 'receipts', pending: 0, marks: [] },
    ]);
  });

  test('metrics.series and sparks answer from memory, group metrics only for a group', async () => {
    const range = { from: Date.now() - 60_000, to: Date.now() + 60_000, maxPoints: 50 };
    const series = await until(
      () => ask('metrics.series', { ...orders, metrics: ['unread', 'length'], ...range }),
      ({ items }) => pointsOf(items[0]).length >= 2,
    );
    expect(series.items.map(({ metric }) => metric)).toEqual(['unread', 'length']);
    expect(pointsOf(series.items[0]).at(-1)).toEqual([expect.any(Number), 15]);
    expect(await ask('metrics.series', { stream: 'orders', metrics: ['unread'], ...range })).toMatchObject({
      reason: 'bad-input',
    });
    const sparks = await ask('metrics.sparks', {
      rows: [
        { ...orders, metric: 'unread' },
        { stream: 'none', metric: 'length' },
      ],
      points: 20,
    });
    expect(pointsOf(sparks.items[0]).at(-1)).toEqual([expect.any(Number), 15]);
    expect(sparks.items[1]).toEqual({ points: [] });
  });
});

describe('what changes', () => {
  test('a new stream and a destroyed group are told, newest first', async () => {
    await redis.call('XADD', 'fresh', '*', 'f', 'v');
    await redis.call('XGROUP', 'CREATE', 'fresh', 'brief', '0');
    await until(
      () => ask('groups.list'),
      ({ items }) => items.some(({ group }) => group === 'brief'),
    );
    await redis.call('XGROUP', 'DESTROY', 'fresh', 'brief');
    const { items } = await until(
      () => ask('events.list', { stream: 'fresh' }),
      (list) => list.items.some(({ kind }) => kind === 'gone'),
    );
    expect(items[0]).toMatchObject({ kind: 'gone', stream: 'fresh', group: 'brief' });
    expect(items.map(({ kind }) => kind)).toContain('appeared');
  });

  test('pausing stops the polls for everybody until it is resumed', async () => {
    const version = (): number => rig.console.watches.get('main')?.board.version ?? 0;
    const send = (procedure: string) =>
      rig.send(`/trpc/${procedure}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: '{"connection":"main"}',
      });
    await send('polling.pause');
    const board = rig.console.watches.get('main')?.board;
    expect(board?.summary.paused).toBe(true);
    // A poll that was under way may still arrive; then there are no more.
    await until(
      async () => [version(), await new Promise((resolve) => setTimeout(resolve, 600)), version()],
      ([before, , after]) => before === after,
    );
    await send('polling.resume');
    const before = version();
    await until(version, (now) => now > before + 2);
  });

  test('a Redis that is gone is said at once and everywhere, and the last picture stays', async () => {
    await redis.kill9();
    await until(
      () => firstOf('connections.list', {}).catch(() => ({})),
      () => rig.console.watches.get('main')?.gateway.watcher.link.state === 'down',
    );
    expect(await ask('entries.list', { stream: 'orders' })).toMatchObject({ reason: 'not-connected' });
    const list = await until(
      () => ask('groups.list', { stream: 'orders' }),
      ({ stale }) => stale === true,
    );
    expect(list.items).toHaveLength(2);
    await redis.restart();
    await until(
      () => ask('streams.list'),
      ({ items, stale }) => items.length === 0 && stale === false,
    );
    const { items } = await ask('events.list', { limit: 500 });
    // It saved nothing, so all is gone: one event for that, not one for each stream.
    const [restart, lost] = items;
    expect([restart, lost].map((event) => [event?.['kind'], event?.['level']])).toEqual([
      ['link', 'warning'],
      ['link', 'critical'],
    ]);
    expect(restart?.['title']).toEqual(['Redis restarted']);
  });
});
