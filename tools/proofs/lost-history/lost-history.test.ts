import { expect, test } from 'vitest';
import { difference, pendingOf } from '../crash/contents.ts';
import { claim, copy } from '../crash/scenarios.ts';
import type { Scenario } from '../crash/scenario.ts';
import { dice } from '../truth/dice.ts';
import { lostRun, type Loss } from './lost-run.ts';
import { WAYS } from './older-copy.ts';

// All 200 with WEIR_SOAK=1.
const SOAK = process.env['WEIR_SOAK'] === '1';
const SEED = Number(process.env['WEIR_SEED'] ?? 20_261_122);
const RUNS = SOAK ? 200 : 20;
const MS = SOAK ? Infinity : 45_000;

// Ten calls each, so that there is something to lose between two of them.
const CALLS = 10;
const slowCopy: Scenario = {
  ...copy,
  input: { ...copy.input, ratePerSecond: 24 } as Scenario['input'],
};
const consumers = Array.from({ length: CALLS }, (_, at) => `c${at}`);
const wideClaim: Scenario = {
  ...claim,
  async prepare(redis) {
    await claim.prepare(redis);
    for (const name of consumers) await redis.call('XGROUP', 'CREATECONSUMER', 'work', 'readers', name);
  },
  input: { ...claim.input, to: { spread: consumers } } as Scenario['input'],
  async wrongAfter(redis) {
    const held = (await pendingOf(redis, 'work', 'readers')).map(({ id, consumer, deliveries }) => {
      const owner = consumers.includes(consumer) ? 'one of the ten' : consumer;
      return `${id} ${owner} ${deliveries}`;
    });
    const wanted = held.map((_, at) => `${1_000 + at}-0 ${at < 10 ? 'other' : 'one of the ten'} 1`);
    return difference('pending', held, wanted.length === 120 ? wanted : []);
  },
};

test(
  'a Redis that lost what a job did stops the job before its next step, and nothing is doubled after it',
  {
    timeout: 900_000,
  },
  async () => {
    const thrown = dice(SEED);
    const failures: string[] = [];
    let [runs, waited] = [0, 0];
    for (const end = performance.now() + MS; runs < RUNS && performance.now() < end; runs += 1) {
      const rememberAt = thrown.between(1, CALLS - 1);
      const loss: Loss = {
        way: thrown.oneOf(WAYS),
        rememberAt,
        loseAt: thrown.between(rememberAt, CALLS),
        fault: thrown.oneOf(['before', 'after']),
      };
      const scenario = thrown.oneOf([slowCopy, wideClaim]);
      const ran = await lostRun(scenario, loss).catch((failure: unknown) => ({
        wrong: [String(failure)],
        waited: false,
        told: 0,
      }));
      if (ran.waited) waited += 1;
      if (ran.wrong.length > 0)
        failures.push(`seed ${SEED}, run ${runs}, ${scenario.name} ${JSON.stringify(loss)}: ${ran.wrong.join('; ')}`);
    }
    console.log(`${runs} losses, ${waited} waited for a person, ${failures.length} wrong, seed ${SEED}`);
    expect(failures).toEqual([]);
    expect(runs).toBeGreaterThanOrEqual(10);
    expect(waited).toBeGreaterThan(runs / 3);
  },
);

// Known to be wrong: what was counted before the loss is counted again with what is copied anew.
test('after it went back, a job says of each copy once that it made it', { timeout: 120_000 }, async () => {
  const loss: Loss = { way: 'an older append-only file', rememberAt: 4, loseAt: 8, fault: 'before' };
  expect(await lostRun(slowCopy, loss)).toEqual({ wrong: [], waited: true, told: 120 });
});
