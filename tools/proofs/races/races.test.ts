import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dice } from '../truth/dice.ts';
import { raceAdding } from './adding-race.ts';
import { raceGroups } from './group-race.ts';
import { raceLetters } from './letter-race.ts';
import { racePending } from './pending-race.ts';
import { openCourse, type RaceCourse } from './race-course.ts';
import { raceRedrive } from './redrive-race.ts';
import { raceRemoval } from './removal-race.ts';
import { raceStream } from './stream-race.ts';
import { raceTrim } from './trim-race.ts';

// All of them with WEIR_SOAK=1; else as many as fit into a few seconds, and on a busy machine these.
const SOAK = process.env['WEIR_SOAK'] === '1';
const LEAST = 50;
const upTo = (races: number, ms: number) => ({ races, ms: SOAK ? Infinity : ms });
const MOST = upTo(7_000, 4_000);
const MANY = upTo(3_000, 3_000);
const SOME = upTo(3_000, 1_200);

let course: RaceCourse;
beforeAll(async () => {
  course = await openCourse();
});
afterAll(() => course.close());

describe('Redis as the referee', { timeout: 600_000 }, () => {
  test.each([
    [
      'claims and acknowledgements against consumers and a second operator: never what changed since it was seen',
      MOST,
      racePending,
    ],
    ['trims against producers, consumers and new groups: never what a group needs', MANY, raceTrim],
    [
      'removed consumers and destroyed groups against readers, claims and a second operator: nothing is lost',
      SOME,
      raceRemoval,
    ],
    ['dead letters against consumers and a second operator: each in one place, and back again once', SOME, raceLetters],
    [
      'dead letters sent back twice at once, sent again by hand and deleted: each in one place, and read once',
      SOME,
      raceRedrive,
    ],
    [
      'groups created, moved, made anew and dropped against readers and others: from where they were seen, once',
      SOME,
      raceGroups,
    ],
    [
      'entries added and restored against producers and a second operator: what is said is there, once',
      SOME,
      raceAdding,
    ],
    ['a stream deleted and brought back by two, with producers at work: every entry in one place', SOME, raceStream],
  ] as const)('%s', async (_, { races, ms }, race) => {
    const thrown = dice(20_261_121);
    const random = (): number => thrown.between(0, 999_999) / 1_000_000;
    const end = performance.now() + ms;
    let run = 0;
    for (; run < LEAST || (run < races && performance.now() < end); run += 1)
      expect(await race(course, run, random)).toEqual([]);
    if (SOAK) console.log(`${run} races`);
  });
});
