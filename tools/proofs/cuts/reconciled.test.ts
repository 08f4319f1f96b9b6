import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOver } from '@weir/api/act/job-desk';
import { expect, test } from 'vitest';
import { startRedis } from '../../rig/redis-rig.ts';
import { startCommandTap } from '../crash/command-tap.ts';
import { startLife } from '../crash/console-life.ts';
import { createGate } from '../crash/gate.ts';
import type { Scenario } from '../crash/scenario.ts';
import { acknowledge, claim, copy, newGroup } from '../crash/scenarios.ts';
import { until } from '../until.ts';

const AWAY_MS = 5_000;
const WITHIN_MS = 30_000;

test.concurrent.for<{ readonly scenario: Scenario; readonly step: string }>([
  { scenario: claim, step: 'EVALSHA' },
  { scenario: acknowledge, step: 'EVALSHA' },
  { scenario: copy, step: 'EXEC' },
  { scenario: newGroup, step: 'EVALSHA' },
])(
  '$scenario.name, its answer lost and Redis away for 5 s: what happened is known within 30 s of its return',
  {
    timeout: 120_000,
  },
  async ({ scenario, step }) => {
    const redis = await startRedis();
    const tap = await startCommandTap(redis.port);
    const folder = mkdtempSync(join(tmpdir(), 'weir-reconciled-'));
    await scenario.prepare(redis);
    const life = await startLife(
      tap.port,
      folder,
      createGate(0, () => undefined),
    );
    const { desk } = life;
    try {
      const { planId } = await desk.plans.begin(scenario.input, 'tester').ready;
      const lost = Promise.withResolvers<number>();
      let isLost = false;
      let queued = false;
      tap.decide = (name) => {
        // An EXEC of nothing is how a new connection finds out what it may do.
        const changes = name === step && (name !== 'EXEC' || queued);
        queued = name === 'EVAL';
        return changes && !isLost ? 'after' : 'none';
      };
      tap.onFault = () => {
        isLost = true;
        tap.shut();
        lost.resolve(performance.now());
      };
      const { confirmName } = scenario;
      const applied = desk.apply(
        { planId, reason: 'a test', confirmName, origin: '127.0.0.1' },
        { actor: 'tester', role: 'admin' },
      );
      const lostAt = await lost.promise;
      // Until then nobody may say what became of it: it did happen, and its answer is gone.
      const { jobId, outcome } = await applied;
      expect(outcome).toBe('unknown');
      const states = new Set<string | undefined>();
      await until('Redis was away long enough', AWAY_MS + 1_000, async () => {
        states.add((await desk.tools.journal.jobOfPlan(planId))?.state);
        return performance.now() - lostAt > AWAY_MS ? true : undefined;
      });
      expect([...states]).toEqual(['checking']);
      const backAt = performance.now();
      tap.open();
      const job = await until('the job is over', WITHIN_MS, async () => {
        const now = await desk.tools.journal.job(jobId ?? '');
        return now !== undefined && isOver(now) ? now : undefined;
      });
      console.log(`${scenario.name}: settled ${((performance.now() - backAt) / 1_000).toFixed(1)} s after the return`);
      expect(job).toMatchObject({ state: 'done', outcome: 'done' });
      expect(await scenario.wrongAfter(redis)).toEqual([]);
      expect(life.faults).toEqual([]);
    } finally {
      await life.close();
      await tap.stop();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
