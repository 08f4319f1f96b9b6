import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dice } from '../truth/dice.ts';
import { raceLetters } from './letter-race.ts';
import { racePending } from './pending-race.ts';
import { openCourse, type RaceCourse } from './race-course.ts';
import { raceRemoval } from './removal-race.ts';
import { raceTrim } from './trim-race.ts';

// All 10,000 with WEIR_SOAK=1; else as many as fit into a few seconds.
const SOAK = process.env['WEIR_SOAK'] === '1';
const PENDING = { races: 7_000, ms: SOAK ? Infinity : 7_000 };
const REMOVAL = { races: 2_000, ms: SOAK ? Infinity : 2_000 };
const LETTERS = { races: 3_000, ms: SOAK ? Infinity : 2_500 };
const TRIM = { races: 3_000, ms: SOAK ? Infinity : 5_000 };

let course: RaceCourse;
beforeAll(async () => {
  course = await openCourse();
});
afterAll(() => course.close());

describe('Redis as the referee', { timeout: 600_000 }, () => {
  test.each([
    [
      'claims and acknowledgements against consumers and a second operator: never what changed since it was seen',
      PENDING,
      racePending,
    ],
    ['removed consumers and destroyed groups against the consumer itself: nothing is lost', REMOVAL, raceRemoval],
    [
      'dead letters against consumers and a second operator: each in one place, and back again once',
      LETTERS,
      raceLetters,
    ],
    ['trims against producers, consumers and new groups: never what a group needs', TRIM, raceTrim],
  ] as const)('%s', async (_, { races, ms }, race) => {
    const thrown = dice(20_261_121);
    const random = (): number => thrown.between(0, 999_999) / 1_000_000;
    const end = performance.now() + ms;
    let run = 0;
    for (; run < races && performance.now() < end; run += 1) expect(await race(course, run, random)).toEqual([]);
    if (SOAK) console.log(`${run} races`);
    expect(run).toBeGreaterThan(100);
  });
});
