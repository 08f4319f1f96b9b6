import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

test('tasks run one after the other, in the order they came, and a failing one holds up nobody', async () => {
  const inTurn = oneAtATime(5_000, 'too slow');
  const first = Promise.withResolvers<string>();
  const ran: string[] = [];
  const one = inTurn(() => first.promise);
  const two = inTurn(async () => {
    ran.push('two');
    throw new Error('no');
  });
  const three = inTurn(async () => void ran.push('three'));
  expect(ran).toEqual([]);
  first.resolve('one');
  expect(await one).toBe('one');
  await expect(two).rejects.toThrow('no');
  await three;
  expect(ran).toEqual(['two', 'three']);
});

test('a task whose turn does not come in time is refused and never runs; the one at work is waited for', async () => {
  const inTurn = oneAtATime(20, 'the disk does not answer');
  const slow = Promise.withResolvers<string>();
  let hasRun = false;
  const first = inTurn(() => slow.promise);
  const second = inTurn(async () => {
    hasRun = true;
  });
  await expect(second).rejects.toMatchObject({ reason: 'refused', sentence: 'the disk does not answer' });
  slow.resolve('late, but done');
  expect(await first).toBe('late, but done');
  await inTurn(async () => undefined);
  expect(hasRun).toBe(false);
});
