import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dice, type Dice } from '../truth/dice.ts';
import type { Cut } from './cut-proxy.ts';
import { cutRun, startCutRig, type CutPlan, type CutRig } from './cut-run.ts';
import { WORLDS } from './cut-worlds.ts';

// All 1,000 with WEIR_SOAK=1; else as many as fit into a few seconds for each kind of change, and never too few.
const SOAK = process.env['WEIR_SOAK'] === '1';
const SEED = Number(process.env['WEIR_SEED'] ?? 20_261_121);
const CUTS = 1_000 / WORLDS.length;
const MS = SOAK ? Infinity : 5_000;
const AT_LEAST = 11;
const NOTHING: CutPlan = { cut: null, wish: 'go on', late: 'end' };

let rig: CutRig;
beforeAll(async () => {
  rig = await startCutRig();
});
afterAll(() => rig.stop());

describe('a connection cut at any byte of a change', { timeout: 900_000 }, () => {
  test.each(WORLDS)('$scenario.name: it happens at most once, and what is told of it is true', async (world) => {
    // The second one, for the first may have connections to set up.
    await cutRun(rig, world, NOTHING);
    const whole = await cutRun(rig, world, NOTHING);
    expect(whole).toMatchObject({ wrong: [], refused: undefined });
    const thrown = dice(SEED);
    const failures: string[] = [];
    const end = performance.now() + MS;
    let cuts = 0;
    const enough = (): boolean => cuts >= CUTS || (cuts >= AT_LEAST && performance.now() > end);
    for (let runs = 0; !enough() && runs < 2 * CUTS; runs += 1) {
      const cut = cutWithin(whole.names, thrown);
      const plan: CutPlan = {
        cut,
        // Somebody who cancels is told what ran up to then; what still travels is not known to anybody.
        wish: cut.side !== 'late' && thrown.chance(0.3) ? 'cancel' : 'go on',
        late: thrown.oneOf(['next', 'end']),
      };
      const ran = await cutRun(rig, world, plan).catch((failure: unknown) => ({
        wrong: [String(failure)],
        fired: 'unknown',
      }));
      if (ran.fired !== undefined) cuts += 1;
      if (ran.wrong.length > 0)
        failures.push(`seed ${SEED}, run ${runs}, ${JSON.stringify(plan)}: ${ran.wrong.join('; ')}`);
    }
    console.log(`${world.scenario.name}: ${cuts} cuts, ${failures.length} wrong, seed ${SEED}`);
    expect(failures).toEqual([]);
    expect(cuts).toBeGreaterThanOrEqual(AT_LEAST);
  });
});

const rewind = WORLDS.filter(({ scenario }) => scenario.name === 'move a group back');

test.each(rewind)('a job that is cancelled while a step still travels is told what came of it', async (world) => {
  await cutRun(rig, world, NOTHING);
  const cut: Cut = { name: 'EVALSHA', nth: 1, side: 'late', share: 1 };
  expect(await cutRun(rig, world, { cut, wish: 'cancel', late: 'end' })).toMatchObject({ wrong: [] });
});

test.each(rewind)('a job whose reading back is cut off reads again', async (world) => {
  await cutRun(rig, world, NOTHING);
  const cut: Cut = { name: 'HGETALL', nth: 1, side: 'reply', share: 0.5 };
  expect(await cutRun(rig, world, { cut, wish: 'go on', late: 'end' })).toMatchObject({ outcome: 'done' });
});

/** Every name as often as every other, for of a copy nearly all commands are XADDs. */
function cutWithin(names: readonly string[], thrown: Dice): Cut {
  const name = thrown.oneOf([...new Set(names)]);
  return {
    name,
    nth: thrown.between(1, names.filter((each) => each === name).length),
    side: thrown.oneOf(['request', 'reply', 'late']),
    share: thrown.weighted([
      [1, 0],
      [1, 1],
      [4, thrown.between(0, 1_000_000) / 1_000_000],
    ]),
  };
}
