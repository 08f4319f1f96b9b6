import { expect, test } from 'vitest';
import { waitBeforeRetry } from './back-off.ts';

test('waits double from half a second up to 4 s, with jitter, and never less than half a second', () => {
  const low = [1, 2, 3, 4, 50].map((failures) => waitBeforeRetry('growing', failures, () => 0));
  const high = [1, 2, 3, 4, 50].map((failures) => waitBeforeRetry('growing', failures, () => 1));
  expect(low).toEqual([500, 1_000, 2_000, 4_000, 4_000]);
  expect(high).toEqual([625, 1_250, 2_500, 3_200, 3_200]);
});

test('a wrong password is tried twice a minute, a loading server every second', () => {
  expect(waitBeforeRetry('rarely', 1, Math.random)).toBe(30_000);
  expect(waitBeforeRetry('each-second', 9, Math.random)).toBe(1_000);
});
