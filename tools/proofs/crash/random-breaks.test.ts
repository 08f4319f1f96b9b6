import { expect, test } from 'vitest';
import { dice } from '../truth/dice.ts';
import { crashRun, startCrashRig } from './crash-run.ts';
import { randomBreak, randomScenario } from './random-scenario.ts';

// 2,000 with WEIR_SOAK=1. One alone, as a failure names it: WEIR_SEED=<seed>.
const SOAK = process.env['WEIR_SOAK'] === '1';
const ONE = process.env['WEIR_SEED'];
const FIRST = ONE === undefined ? 1 : Number(ONE);
const SEEDS = ONE !== undefined ? 1 : SOAK ? 2_000 : 20;
const MS = SOAK ? Infinity : 40_000;

test(
  'any change of any size, broken off anywhere: nothing is lost and nothing happens twice',
  {
    timeout: 4 * 3_600_000,
  },
  async () => {
    const rig = await startCrashRig();
    const failures: string[] = [];
    const end = performance.now() + MS;
    let [seed, broke] = [FIRST, 0];
    try {
      for (; seed < FIRST + SEEDS && performance.now() < end; seed += 1) {
        const thrown = dice(seed);
        const scenario = randomScenario(thrown);
        const broken = randomBreak(thrown);
        const { wrong, points, commands } = await crashRun(rig, scenario, broken).catch((failure: unknown) => ({
          wrong: [String(failure)],
          points: 0,
          commands: [],
        }));
        if (broken.number <= (broken.at === 'journal' ? points : commands.length)) broke += 1;
        if (wrong.length === 0) continue;
        failures.push(`seed ${seed}, ${scenario.name}, ${JSON.stringify(broken)}: ${wrong.join('; ')}`);
        console.log(failures.at(-1));
      }
    } finally {
      await rig.stop();
    }
    console.log(`${seed - FIRST} random changes, ${broke} broke off, ${failures.length} wrong`);
    expect(failures).toEqual([]);
    // The others were over before they came to where they would have broken off.
    if (ONE === undefined) expect(broke).toBeGreaterThan(4);
  },
);
