import { expect, test } from 'vitest';
import { createGate } from '../crash/gate.ts';
import { until } from '../until.ts';
import { type PolicyWorld, policyWorld, QUARTER } from './policy-life.ts';
import { archivingTrims, letters, type PolicyScenario, trims } from './policy-scenarios.ts';

// Every point with WEIR_SOAK=1; else a fifth of them, others for each policy.
const SOAK = process.env['WEIR_SOAK'] === '1';
const LEASE = 15_000;
// What Redis said yes to is on disk by then.
const KEPT = ['--appendonly', 'yes', '--appendfsync', 'always'];

test.each([trims, archivingTrims, letters].map((scenario, turn) => ({ ...scenario, turn })))(
  '$name broken off at any write of a run, alone or with Redis, loses nothing and happens once',
  { timeout: 600_000 },
  async ({ turn, ...scenario }) => {
    const world = await policyWorld(KEPT);
    try {
      await scenario.prepare(world);
      const first = createGate(0, () => undefined);
      const whole = await world.weir('whole', { gate: first });
      const policyId = await scenario.on(whole);
      let taken = await scenario.comeIn(world);
      const before = first.passed;
      world.pass(QUARTER);
      await whole.turn();
      expect(await scenario.wrong(world, taken)).toEqual([]);
      const names = first.names.slice(before);
      expect(names.length).toBeGreaterThan(15);
      let broken = 0;
      for (const [at, name] of names.entries()) {
        if (!SOAK && at % 5 !== turn) continue;
        taken += await breakOff(world, scenario, policyId, at + 1, broken % 2 === 1);
        expect(await scenario.wrong(world, taken), `broken off ${name}`).toEqual([]);
        broken += 1;
      }
      const runs = await world.store.policies.runs({ policyId, limit: 500 });
      expect(runs.filter(({ outcome }) => outcome === null)).toEqual([]);
      expect(runs.reduce((sum, { removed }) => sum + removed, 0)).toBe(taken);
      expect(await world.store.audit.verify()).toMatchObject({ intact: true });
      console.log(`${scenario.name}: broken off at ${broken} of ${names.length} points, ${taken} entries taken`);
    } finally {
      await world.close();
    }
  },
);

/** Weir dies at a point of a run, and Redis with it if so; another Weir puts it right. Gives what came in before. */
async function breakOff(
  world: PolicyWorld,
  scenario: PolicyScenario,
  policyId: string,
  dieAt: number,
  both: boolean,
): Promise<number> {
  const more = await scenario.comeIn(world);
  const death = Promise.withResolvers<void>();
  const dying = await world.weir(`dying-${dieAt}`, { gate: createGate(dieAt, death.resolve) });
  // The lease of whoever had it is over, and a run is due.
  world.pass(QUARTER);
  const due = world.here();
  void dying.turn();
  await death.promise;
  await dying.watch.gateway.close();
  if (both) {
    await world.redis.kill9();
    await world.redis.restart();
  }
  const heir = await world.weir(`heir-${dieAt}`);
  await heir.policies.tools.desk.jobs.takeUp();
  await until(`what ended at point ${dieAt} is put right`, 30_000, async () => {
    world.pass(LEASE);
    await heir.turn();
    // On a busy machine another run may be due and over by then.
    const runs = await world.store.policies.runs({ policyId, limit: 20 });
    return runs.some(({ outcome, dueAt }) => outcome === 'done' && dueAt > due - QUARTER) || undefined;
  });
  await heir.close();
  expect(heir.faults).toEqual([]);
  return more;
}
