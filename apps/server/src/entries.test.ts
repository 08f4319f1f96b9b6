import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplyAnswer, AuditListAnswer, ReadyPlan } from '@weir/domain/wire/action-answers';
import type { ArchiveAnswer } from '@weir/domain/wire/archive-answers';
import type { PrivacyReport } from '@weir/domain/wire/privacy-answers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../../tools/rig/redis-rig.ts';
import { startConsole, until, type ConsoleRig } from './rig/console-rig.ts';

const PERSON = 'ann.secret@example.org';
const STREAMS = ['audit:log', 'orders', 'mails'] as const;
const MATCHING = { matching: { filter: { conditions: [{ field: 'user', is: PERSON }] } } };

let redis: RedisRig;
let rig: ConsoleRig;
let tokens: Record<'viewer' | 'reader' | 'maintainer', string>;

beforeAll(async () => {
  redis = await startRedis();
  rig = await startConsole({ WEIR_REDIS_URL: redis.url });
  const [viewer = '', reader = '', maintainer = ''] = await Promise.all(
    (['viewer', 'reader', 'maintainer'] as const).map((role) => rig.token(role)),
  );
  tokens = { viewer, reader, maintainer };
  await until(
    () => rig.send('/readyz'),
    ({ status }) => status === 200,
  );
});
afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

beforeEach(async () => {
  await redis.call('FLUSHALL');
  for (const [at, stream] of STREAMS.entries()) {
    for (let n = 1; n <= 30; n += 1) {
      await redis.call('XADD', stream, `${n}-0`, 'user', n % (at + 5) === 0 ? PERSON : `user-${n}`, 'n', n);
    }
  }
  await redis.call('XGROUP', 'CREATE', 'orders', 'mailer', '0');
  await redis.call('XREADGROUP', 'GROUP', 'mailer', 'c', 'COUNT', 15, 'STREAMS', 'orders', '>');
});

async function mutate<T>(procedure: string, input: object, token = tokens.maintainer): Promise<T> {
  const answer = await rig.send(`/trpc/${procedure}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body = JSON.parse(answer.text) as { result?: { data: unknown }; error?: { data: unknown } };
  return (body.result === undefined ? body.error?.data : body.result.data) as T;
}

async function apply(input: Readonly<Record<string, unknown>>): Promise<{ planId: string; answer: ApplyAnswer }> {
  const plan = await mutate<ReadyPlan>('actions.plan', { connection: 'main', ...input });
  expect(plan, JSON.stringify(plan)).toMatchObject({ refusal: null });
  const { planId, confirm } = plan;
  const answer = await mutate<ApplyAnswer>('actions.apply', { planId, confirmName: confirm.typeName ?? undefined });
  return { planId, answer };
}

function get(path: string, token = tokens.reader) {
  return rig.send(path, { headers: { authorization: `Bearer ${token}` } });
}

describe('a privacy request', () => {
  test('removes every entry of one person from several streams, and the report proves it', async () => {
    const plans: string[] = [];
    for (const stream of STREAMS) {
      const { planId, answer } = await apply({
        kind: 'delete-entries',
        stream,
        selection: MATCHING,
        archive: false,
        request: 'r-1',
      });
      expect(answer).toMatchObject({ outcome: 'done' });
      plans.push(planId);
    }
    const report = (await rig.query('privacy.report', { plans }, tokens.reader)) as PrivacyReport;
    expect(report.streams.map(({ stream, found, looked, complete }) => [stream, found, looked, complete])).toEqual([
      ['audit:log', 6, 30, true],
      ['orders', 5, 30, true],
      ['mails', 4, 30, true],
    ]);
    const [, orders] = report.streams;
    expect(orders?.searched).toEqual(['user is a value that is not kept']);
    expect(orders?.change).toMatchObject({
      deleted: 5,
      deletedIds: ['6-0', '12-0', '18-0', '24-0', '30-0'],
      skipped: [],
      keptIn: null,
      checked: {
        stillThere: 0,
        groups: [{ group: 'mailer', pending: { count: 2, exact: true } }],
        because: '',
      },
    });
    const lines = orders?.change?.deletedIds.map((id) => `${id}\n`).join('') ?? '';
    expect(orders?.change?.deletedSha256).toBe(createHash('sha256').update(lines).digest('hex'));
    expect(report.audit).toMatchObject({ intact: true });
    for (const { change } of report.streams) {
      expect(await rig.query('audit.get', { auditId: change?.auditId }, tokens.viewer)).toMatchObject({
        begun: { action: 'delete-entries' },
        ended: { outcome: 'done' },
      });
    }
    for (const stream of STREAMS) {
      expect(JSON.stringify(await redis.call('XRANGE', stream, '-', '+'))).not.toContain(PERSON);
    }
  });

  test('what was searched for is in no file of Weir, no record, no log line and not in the report', async () => {
    const { planId } = await apply({
      kind: 'delete-entries',
      stream: 'mails',
      selection: MATCHING,
      archive: false,
      request: 'r-2',
    });
    const exported = await get(`/export/privacy.json?plans=${planId}`);
    expect(exported.status).toBe(200);
    expect(JSON.parse(exported.text)).toMatchObject({ format: 1, streams: [{ stream: 'mails', found: 4 }] });
    const { items } = (await rig.query('audit.list', { limit: 50 }, tokens.viewer)) as AuditListAnswer;
    expect(JSON.stringify(items)).toContain('(not kept)');
    const told = [exported.text, JSON.stringify(items), rig.lines.join('\n')];
    const files = readdirSync(rig.dataDir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    expect(files.map(({ name }) => name)).toContain('weir.db');
    for (const { parentPath, name } of files) told.push(readFileSync(join(parentPath, name), 'latin1'));
    expect(told.filter((text) => text.includes('ann.secret'))).toEqual([]);
  });

  test('a stream where nothing was found, and a plan that is gone, are in the report as such', async () => {
    await redis.call('DEL', 'mails');
    await redis.call('XADD', 'mails', '1-0', 'user', 'nobody');
    const input = { kind: 'delete-entries', connection: 'main', stream: 'mails', selection: MATCHING, request: 'r-3' };
    const { planId } = await mutate<ReadyPlan>('actions.plan', input);
    const report = (await rig.query('privacy.report', { plans: [planId, 'gone'] }, tokens.reader)) as PrivacyReport;
    expect(report).toMatchObject({
      plansGone: ['gone'],
      streams: [{ stream: 'mails', found: 0, looked: 1, change: null }],
    });
  });

  test('who may not read entries may neither search for what is in them nor have the report', async () => {
    const input = { kind: 'delete-entries', connection: 'main', stream: 'mails', selection: MATCHING };
    expect(await mutate('actions.plan', input, tokens.viewer)).toMatchObject({ reason: 'not-permitted' });
    expect(await rig.query('privacy.report', { plans: ['x'] }, tokens.viewer)).toMatchObject({
      reason: 'not-permitted',
    });
    expect((await get('/export/privacy.json?plans=x', tokens.viewer)).status).toBe(401);
  });
});

describe('what was deleted', () => {
  test('is in an archive that the record names, and comes back from it byte for byte', async () => {
    const before = await redis.callBuffer('XRANGE', 'orders', '6-0', '12-0');
    const { answer } = await apply({
      kind: 'delete-entries',
      stream: 'orders',
      selection: { ids: ['6-0', '7-0', '8-0', '9-0', '10-0', '11-0', '12-0'] },
    });
    expect(answer).toMatchObject({ outcome: 'done', affected: 7 });
    const record = (await rig.query('audit.get', { auditId: answer.auditId }, tokens.viewer)) as {
      ended: { detail: { archive: { archiveId: string; entries: number; sha256: string } } };
    };
    const { archive } = record.ended.detail;
    expect(archive).toMatchObject({ archiveId: answer.jobId, entries: 7 });
    const { items } = (await rig.query('archives.list', { stream: 'orders' }, tokens.viewer)) as {
      items: readonly ArchiveAnswer[];
    };
    expect(items[0]).toMatchObject({
      archiveId: answer.jobId,
      entries: 7,
      firstId: '6-0',
      sha256: archive.sha256,
      trouble: '',
    });
    const back = { kind: 'restore', stream: 'orders:back', archive: archive.archiveId, create: true };
    expect((await apply(back)).answer).toMatchObject({ outcome: 'done', affected: 7 });
    expect(await redis.callBuffer('XRANGE', 'orders:back', '-', '+')).toEqual(before);
    // A second time has to be meant, and the ids are taken by now.
    expect(await mutate('actions.plan', { connection: 'main', ...back })).toMatchObject({
      refusal: expect.arrayContaining([expect.stringContaining('already had')]),
    });
    expect(await mutate('actions.plan', { connection: 'main', ...back, as: 'new' })).toMatchObject({ refusal: null });
  });

  test('leaves nothing behind when the archive cannot be written', async () => {
    const blocked = await startConsole({ WEIR_REDIS_URL: redis.url, WEIR_ARCHIVE_DIR: '/dev/null/archive' });
    try {
      const token = await blocked.token('maintainer');
      await until(
        () => blocked.send('/readyz'),
        ({ status }) => status === 200,
      );
      const ask = async <T>(procedure: string, body: object): Promise<T> => {
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
        const { text } = await blocked.send(`/trpc/${procedure}`, {
          method: 'POST',
          headers,
          body: JSON.stringify(body),
        });
        return (JSON.parse(text) as { result: { data: T } }).result.data;
      };
      const input = { kind: 'delete-entries', connection: 'main', stream: 'orders', selection: { ids: ['1-0'] } };
      const { planId } = await ask<ReadyPlan>('actions.plan', input);
      const answer = await ask<ApplyAnswer>('actions.apply', { planId, confirmName: 'orders' });
      expect(answer.outcome).toBe('refused');
      expect(answer.sentence).toContain('a file lies where its folder should be');
      expect(answer.sentence).toContain('Nothing was removed.');
      expect(await redis.call('XLEN', 'orders')).toBe(30);
    } finally {
      await blocked.stop();
    }
  });
});

describe('entries as a file', () => {
  test('come as lines, within a range and up to a number', async () => {
    const { text, headers } = await get('/export/entries.ndjson?connection=main&stream=orders&from=3-0&to=9-0&limit=5');
    expect(headers['content-disposition']).toContain('weir-entries.ndjson');
    const lines = text.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['3-0', '4-0', '5-0', '6-0', '7-0']);
    expect(lines[0]).toBe('{"id":"3-0","fields":[["user","user-3"],["n","3"]]}');
  });

  test('come as a table that no spreadsheet takes for a formula', async () => {
    await redis.call('XADD', 'sums', '1-0', '=1+1', 'a,"b"');
    const { text } = await get('/export/entries.csv?connection=main&stream=sums');
    expect(text).toBe('id,fields\r\n1-0,"[[""=1+1"",""a,\\""b\\""""]]"\r\n');
  });

  test.each([
    ['/export/entries.ndjson?connection=main', 400],
    ['/export/entries.ndjson?connection=nowhere&stream=orders', 400],
    ['/export/entries.ndjson?connection=main&stream=orders&limit=2000000', 400],
    ['/export/entries.xml?connection=main&stream=orders', 400],
  ])('%s answers %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  test('are for readers', async () => {
    expect((await get('/export/entries.ndjson?connection=main&stream=orders', tokens.viewer)).status).toBe(401);
    expect((await rig.send('/export/entries.ndjson?connection=main&stream=orders')).status).toBe(401);
  });
});
