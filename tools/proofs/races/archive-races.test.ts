import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dice } from '../truth/dice.ts';
import { openUndoCourse, type UndoCourse } from '../undo/undo-course.ts';
import { raceArchive } from './archive-race.ts';

// A thousand with WEIR_SOAK=1; else as many as fit into a few seconds, and on a busy machine these.
const SOAK = process.env['WEIR_SOAK'] === '1';
const RACES = 1_000;
const LEAST = 6;
const MS = SOAK ? Infinity : 2_000;

let course: UndoCourse;
let others: Redis;
beforeAll(async () => {
  course = await openUndoCourse();
  others = new Redis(course.redis.port, { protocol: 2 });
});
afterAll(async () => {
  others.disconnect();
  await course.close();
});

test('what is removed lies in the archive, whatever happens while it is written', { timeout: 900_000 }, async () => {
  const thrown = dice(20_261_128);
  const random = (): number => thrown.between(0, 999_999) / 1_000_000;
  const end = performance.now() + MS;
  let run = 0;
  for (; run < LEAST || (run < RACES && performance.now() < end); run += 1)
    expect(await raceArchive(course, others, run, random)).toEqual([]);
  if (SOAK) console.log(`${run} races`);
  expect(course.life.faults).toEqual([]);
});
