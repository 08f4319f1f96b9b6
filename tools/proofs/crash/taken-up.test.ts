import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startCrashRig } from './crash-run.ts';
import { CONNECTION, startLife } from './console-life.ts';
import { createGate } from './gate.ts';

const noGate = () => createGate(0, () => undefined);

test(
  'what is wanted of a job before a new console has taken it up waits until it has',
  { timeout: 60_000 },
  async () => {
    const { redis, stop } = await startCrashRig();
    const folder = mkdtempSync(join(tmpdir(), 'weir-taken-up-'));
    try {
      for (let at = 1; at <= 20; at += 1) await redis.call('XADD', 'source', `${at}-0`, 'n', String(at));
      const gate = noGate();
      const first = await startLife(redis.port, folder, gate);
      const { planId } = await first.desk.plans.begin(
        {
          kind: 'replay',
          connection: CONNECTION,
          stream: 'source',
          target: { stream: 'target', create: true, originField: null },
          ratePerSecond: 1,
          again: false,
        },
        'tester',
      ).ready;
      const request = { planId, reason: 'a test', confirmName: undefined, origin: '127.0.0.1' };
      const { jobId } = await first.desk.apply(request, { actor: 'tester', role: 'admin' });
      gate.freeze();
      await first.die();

      const second = await startLife(redis.port, folder, noGate());
      const rate = second.desk.jobs.setRate(jobId ?? '', 1_000);
      await second.desk.jobs.takeUp();
      expect(await rate).toMatchObject({ jobId, ratePerSecond: 1_000 });
      await second.desk.jobs.seat(jobId ?? '')?.ended;
      await expect(second.desk.jobs.pause(jobId ?? '')).rejects.toThrow('This job is over: it is done.');
      await expect(second.desk.jobs.pause('nobody')).rejects.toThrow('There is no job of that name.');
      expect(await redis.call('XLEN', 'target')).toBe(20);
      await second.close();
    } finally {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
