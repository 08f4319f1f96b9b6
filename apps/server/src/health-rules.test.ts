import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditListAnswer } from '@weir/domain/wire/action-answers';
import type { GroupLimitsAnswer } from '@weir/domain/wire/health-answers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../../tools/rig/redis-rig.ts';
import { startConsole, until, type ConsoleRig } from './rig/console-rig.ts';

let redis: RedisRig;
let rig: ConsoleRig;
let viewer: string;
let maintainer: string;

beforeAll(async () => {
  redis = await startRedis();
  await redis.call('XADD', 'orders', '1-0', 'n', 1);
  await redis.call('XGROUP', 'CREATE', 'orders', 'warehouse', '0');
  rig = await startConsole({ WEIR_REDIS_URL: redis.url });
  [viewer, maintainer] = await Promise.all([rig.token('viewer'), rig.token('maintainer')]);
  await until(
    () => rig.send('/readyz'),
    ({ status }) => status === 200,
  );
});
afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

async function mutate(procedure: string, input: object, token = maintainer) {
  const answer = await rig.send(`/trpc/${procedure}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body = JSON.parse(answer.text) as {
    result?: { data: { ruleId: string } };
    error?: { data: { sentence: string } };
  };
  return { status: answer.status, ruleId: body.result?.data.ruleId ?? '', sentence: body.error?.data.sentence ?? '' };
}

async function read<T>(procedure: string, input: object): Promise<T> {
  const { text } = await rig.send(`/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, {
    headers: { authorization: `Bearer ${viewer}` },
  });
  return (JSON.parse(text) as { result: { data: T } }).result.data;
}

const rule = { connection: 'main', onStream: 'orders', onGroup: '*', limits: { batchEveryMs: 3_600_000 } };
const group = { connection: 'main', stream: 'orders', group: 'warehouse' };

async function everyMs(): Promise<number | undefined> {
  const { limits } = await read<GroupLimitsAnswer>('healthRules.group', group);
  return limits.find(({ limit }) => limit === 'batchEveryMs')?.value;
}

/** A console that starts on what this one left judges by it from its first poll on. */
async function outliveTheConsole(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'weir-left-'));
  cpSync(rig.dataDir, dataDir, { recursive: true });
  const next = await startConsole({ WEIR_REDIS_URL: redis.url, WEIR_DATA_DIR: dataDir });
  try {
    const { items } = (await until(
      () => next.query('healthRules.list', { connection: 'main' }, viewer),
      (answer) => answer !== undefined,
    )) as { items: readonly { limits: object }[] };
    expect(items.map(({ limits }) => limits)).toEqual([{ batchEveryMs: 3_600_000 }]);
    await until(
      () => next.console.watches.get('main')?.board.streams.get('orders')?.groups.get('warehouse')?.limits.batchEveryMs,
      (every) => every === 3_600_000,
    );
  } finally {
    await next.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

describe('health rules over the API', () => {
  test('are set by a maintainer, count at once, are recorded, and outlive the console', async () => {
    const saved = await mutate('healthRules.save', { ...rule, reason: 'nightly run' });
    expect(saved).toMatchObject({ status: 200 });
    expect(await everyMs()).toBe(3_600_000);
    const audit = await read<AuditListAnswer>('audit.list', { action: 'set-health-rule', limit: 10 });
    expect(audit.items[0]?.begun).toMatchObject({
      what: 'batches every 1 h for all groups on orders',
      reason: 'nightly run',
    });
    await outliveTheConsole();
    expect(await mutate('healthRules.remove', { connection: 'main', ruleId: saved.ruleId })).toMatchObject({
      status: 200,
    });
    expect(await everyMs()).toBe(0);
  });

  test('are not for viewers to set', async () => {
    const refused = await mutate('healthRules.save', rule, viewer);
    expect(refused).toMatchObject({ status: 403, sentence: 'This needs the role maintainer.' });
    expect(await everyMs()).toBe(0);
  });

  test.each([
    ['a limit out of its bounds', { ...rule, limits: { callMs: 1 } }],
    ['a limit there is none of', { ...rule, limits: { windowMs: 1_000 } }],
    ['a pattern that is no name', { ...rule, onStream: 'a\\b' }],
    ['no pattern', { ...rule, onGroup: '' }],
    ['a rule that sets nothing', { ...rule, limits: {} }],
  ])('with %s are refused with a sentence', async (_, input) => {
    const refused = await mutate('healthRules.save', input);
    expect(refused.status).toBe(400);
    expect(refused.sentence).toMatch(/^[A-Z].*\.$/);
  });
});
