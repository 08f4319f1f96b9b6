import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openStore } from '@weir/store/open-store';
import { beginningOf } from '@weir/store/rig/sample-job';
import { afterEach, beforeEach, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const run = promisify(execFile);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-audit-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const verify = async (): Promise<{ code: number; said: string }> => {
  const env = { PATH: process.env['PATH'], WEIR_DATA_DIR: folder, WEIR_REDIS_URL: 'redis://127.0.0.1:1' };
  try {
    return { code: 0, said: (await run(process.execPath, [MAIN, 'audit', 'verify'], { env })).stdout };
  } catch (fault) {
    // Sound: execFile rejects with what the command said and its exit code.
    const { code, stderr } = fault as { code: number; stderr: string };
    return { code, said: stderr };
  }
};
const twoRecords = async () => {
  const store = await openStore(folder, { now: Date.now });
  await store.audit.add({ type: 'begun', body: beginningOf('a') });
  await store.audit.add({ type: 'begun', body: beginningOf('b') });
  return store;
};
const intact = {
  code: 0,
  said: expect.stringMatching(/^The audit log is intact: 2 records, last hash [0-9a-f]{64}\.\n$/),
};

test('it verifies beside the store that is at work, and after it ended, in one line', async () => {
  const store = await twoRecords();
  expect(await verify()).toEqual(intact);
  await store.close();
  expect(await verify()).toEqual(intact);
});

test('the first record that is not as it was written is named, and the exit code is 1', async () => {
  await (await twoRecords()).close();
  const file = new DatabaseSync(join(folder, 'weir.db'));
  file.exec("DROP TRIGGER audit_keeps; UPDATE audit SET body_json = body_json || ' ' WHERE sequence = 2");
  file.close();
  expect(await verify()).toEqual({
    code: 1,
    said: 'The audit log is not as it was written. Record 2 of 2: it was changed.\n',
  });
});

test('an empty folder has an empty log; a damaged file is one sentence', async () => {
  expect(await verify()).toMatchObject({ code: 0, said: expect.stringContaining('empty') });
  expect(statSync(folder).isDirectory()).toBe(true);
  writeFileSync(join(folder, 'weir.db'), 'x'.repeat(20_000));
  const damaged = await verify();
  expect(damaged).toMatchObject({ code: 1, said: expect.stringContaining('is damaged') });
  expect(damaged.said.trim().split('\n')).toHaveLength(1);
  truncateSync(join(folder, 'weir.db'), 0);
  expect(await verify()).toMatchObject({ code: 0 });
});
