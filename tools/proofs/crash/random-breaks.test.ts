import { expect, test } from 'vitest';
import { dice } from '../truth/dice.ts';
import { type CrashRig, crashRun, startCrashRig } from './crash-run.ts';
import { randomBreak, randomScenario } from './random-scenario.ts';

// 2,000 with WEIR_SOAK=1. One alone, as a failure names it: WEIR_SEED=<seed>.
const SOAK = process.env['WEIR_SOAK'] === '1';
const ONE = process.env['WEIR_SEED'];
const FIRST = ONE === undefined ? 1 : Number(ONE);
const SEEDS = ONE !== undefined ? 1 : SOAK ? 2_000 : 20;
const MS = SOAK ? Infinity : 40_000;
// They mostly wait. Each has a Redis of its own.
const AT_ONCE = 3;

test(
  'any change of any size, broken off anywhere: nothing is lost and nothing happens twice',
  {
    timeout: 4 * 3_600_000,
  },
  async () => {
    const rigs = await Promise.all(Array.from({ length: ONE === undefined ? AT_ONCE : 1 }, startCrashRig));
    const failures: string[] = [];
    const end = performance.now() + MS;
    let [next, broke] = [FIRST, 0];
    const one = async (rig: CrashRig, seed: number): Promise<void> => {
      const thrown = dice(seed);
      const scenario = randomScenario(thrown);
      const broken = randomBreak(thrown);
      const { wrong, points, commands } = await crashRun(rig, scenario, broken).catch((failure: unknown) => ({
        wrong: [String(failure)],
        points: 0,
        commands: [],
      }));
      if (broken.number <= (broken.at === 'journal' ? points : commands.length)) broke += 1;
      if (wrong.length === 0) return;
      failures.push(`seed ${seed}, ${scenario.name}, ${JSON.stringify(broken)}: ${wrong.join('; ')}`);
      console.log(failures.at(-1));
    };
    const worker = async (rig: CrashRig): Promise<void> => {
      while (next < FIRST + SEEDS && performance.now() < end) await one(rig, next++);
    };
    try {
      await Promise.all(rigs.map(worker));
    } finally {
      await Promise.all(rigs.map((rig) => rig.stop()));
    }
    console.log(`${next - FIRST} random changes, ${broke} broke off, ${failures.length} wrong`);
    expect(failures).toEqual([]);
    // The others were over before they came to where they would have broken off.
    if (ONE === undefined) expect(broke).toBeGreaterThan(4);
  },
);
