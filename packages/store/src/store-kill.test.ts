import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type StoreRig, storeRig } from './rig/store-rig.ts';

const WRITER = fileURLToPath(new URL('./rig/write-without-end.ts', import.meta.url));

let rig: StoreRig;
beforeEach(() => {
  rig = storeRig();
});
afterEach(() => rig.end());

/** Lets it write until it has said so many lines, kills it, and tells the last thing it said. */
async function killAfter(lines: number): Promise<{ job: number; settled: number; ended: boolean }> {
  const child = spawn(process.execPath, [WRITER, rig.folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString();
    if (said.split('\n').length > lines) child.kill('SIGKILL');
  });
  await once(child, 'close');
  const [job = 0, settled = 0, ended = 0] = (said.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { job, settled, ended: ended === 1 };
}

// Different places of the cycle of nine steps, and of the write-ahead log.
test.each([1, 2, 8, 9, 10, 23, 77, 140, 305, 611])(
  'killed after step %i, everything that was said to be on disk is, and at most one step more',
  async (lines) => {
    const said = await killAfter(lines);
    const store = await rig.open();
    expect(store.state()).toBe('ok');
    expect(await store.audit.verify()).toMatchObject({ intact: true });
    const job = await store.journal.job(`j${said.job}`);
    const settled = await store.journal.settled(`j${said.job}`, 0, 100);
    expect(job?.checkpoint.number).toBe(settled.length);
    expect(job?.open?.number).toBe(settled.length === 7 ? undefined : settled.length + 1);
    const isNext = (await store.journal.job(`j${said.job + 1}`)) !== undefined;
    const hasEnded = job?.endedAt !== null;
    const known = said.settled + Number(said.ended);
    const found = settled.length + Number(hasEnded) + Number(isNext);
    expect(found === known || found === known + 1).toBe(true);
    const jobs = await store.journal.jobs({ limit: 1_000 });
    expect(jobs.filter(({ endedAt }) => endedAt === null).length).toBeLessThanOrEqual(1);
    for (const { auditId, endedAt } of jobs) {
      const record = await store.audit.record(auditId);
      expect(record?.ended === null).toBe(endedAt === null);
    }
  },
);
