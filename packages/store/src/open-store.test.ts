import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { beginningOf } from './rig/sample-job.ts';
import { alertContract } from './rig/alert-contract.ts';
import { storeContract } from './rig/store-contract.ts';
import { storeRig } from './rig/store-rig.ts';

storeContract('the store on SQLite', storeRig);
alertContract('alerts in the store on SQLite', () => {
  const rig = storeRig();
  return { now: rig.now, open: () => rig.open({ threads: false }), end: () => rig.end() };
});

storeContract('the store on SQLite, without threads', () => {
  const rig = storeRig();
  return Object.assign(rig, { open: rig.open.bind(rig, { threads: false }) });
});

test('what is asked after the end is refused, and starts nothing again', async () => {
  const rig = storeRig();
  const store = await rig.open();
  await store.close();
  const add = store.audit.add({ type: 'begun', body: beginningOf('x') });
  await expect(add).rejects.toMatchObject({ reason: 'refused', sentence: expect.stringContaining('stopping') });
  await expect(store.audit.count({})).rejects.toMatchObject({ reason: 'refused' });
  await rig.end();
});

test('a store that nobody waits for does not keep the process alive', async () => {
  const rig = storeRig();
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    `import { openStore } from ${JSON.stringify(new URL('./open-store.ts', import.meta.url))};
     const store = await openStore(${JSON.stringify(rig.folder)}, { now: Date.now });
     console.log(store.state(), await store.audit.count({}));`,
  ]);
  expect(stdout).toBe('ok 0\n');
  await rig.end();
});
