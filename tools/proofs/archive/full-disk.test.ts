import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../rig/redis-rig.ts';
import { archivedIn } from '../crash/archived.ts';
import { CONNECTION, startLife, type ConsoleLife } from '../crash/console-life.ts';
import { createGate } from '../crash/gate.ts';

const VISITOR = { actor: 'tester', role: 'admin' } as const;
// Three parts: a call archives 25,000 at most.
const COUNT = 60_000;

let redis: RedisRig;
let folder: string;
let life: ConsoleLife;
/** Names of files that the disk has no room for. */
let full: readonly string[] = [];

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

beforeEach(async () => {
  full = [];
  folder = mkdtempSync(join(tmpdir(), 'weir-full-'));
  await redis.call('FLUSHALL');
  const lua = "for i = 1, tonumber(ARGV[1]) do redis.call('XADD', KEYS[1], i .. '-0', 'n', i) end";
  await redis.call('EVAL', lua, 1, 'work', COUNT);
  const gate = createGate(0, () => undefined);
  life = await startLife(redis.port, folder, {
    ...gate,
    async point(name) {
      if (name === 'before keep' || name === 'before seal') await fillDisk();
    },
  });
});
afterEach(async () => {
  await life.close();
  rmSync(folder, { recursive: true });
});

/** Whatever is written to these names meets the kernel's own "no space left on device". */
async function fillDisk(): Promise<void> {
  const [job] = await life.desk.tools.journal.jobs({ limit: 1 });
  const of = join(folder, 'archive', job?.jobId ?? '');
  mkdirSync(of, { recursive: true });
  for (const name of full) {
    rmSync(join(of, `${name}.unfinished`), { force: true });
    symlinkSync('/dev/full', join(of, `${name}.unfinished`));
  }
}

async function trim() {
  const plan = await life.desk.plans.begin(
    {
      kind: 'trim',
      connection: CONNECTION,
      stream: 'work',
      rule: { keep: 'newest', entries: 100 },
      guard: true,
      precision: 'exactly',
      archive: true,
    },
    VISITOR.actor,
  ).ready;
  const request = { planId: plan.planId, reason: 'a test', confirmName: 'work', origin: '127.0.0.1' };
  const { jobId } = await life.desk.apply(request, VISITOR);
  await life.desk.jobs.seat(jobId ?? '')?.ended;
  const job = await life.desk.tools.journal.job(jobId ?? '');
  const record = await life.desk.tools.audit.record(job?.auditId ?? '');
  return { job, record, length: await redis.call('XLEN', 'work') };
}

describe('an archive disk that is full', () => {
  test.each([
    ['from the beginning', ['part-000001.ndjson.zst']],
    ['after the first parts', ['part-000003.ndjson.zst']],
    ['when a part is to be called finished', ['part-000002.json']],
    ['when all but the manifest is written', ['manifest.json']],
  ])('%s removes nothing, and the record says why', async (_, names) => {
    full = names;
    const { job, record, length } = await trim();
    expect(length).toBe(COUNT);
    expect(job).toMatchObject({ state: 'failed', outcome: 'refused', checkpoint: { done: 0 } });
    expect(record?.ended).toMatchObject({
      outcome: 'refused',
      done: 0,
      summary: expect.stringContaining('There is no room left for the archive'),
    });
    expect(record?.ended?.summary).toContain('Nothing was removed.');
    expect(await archivedIn(life.desk.tools.archives)).toEqual([]);
  });

  test('does not stand in the way once there is room again', async () => {
    full = ['part-000002.ndjson.zst'];
    await trim();
    full = [];
    const { job, record, length } = await trim();
    expect(length).toBe(100);
    expect(job).toMatchObject({ state: 'done', outcome: 'done', checkpoint: { done: COUNT - 100 } });
    const ids = (await archivedIn(life.desk.tools.archives)).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: COUNT - 100 }, (_, at) => `${at + 1}-0`));
    const sealed = await life.desk.tools.archives.find(job?.jobId ?? '');
    expect(sealed?.manifest.parts).toHaveLength(3);
    expect(record?.ended?.detail).toMatchObject({
      archive: { archiveId: job?.jobId, entries: COUNT - 100, firstId: '1-0', sha256: sealed?.sha256 },
    });
  });
});
