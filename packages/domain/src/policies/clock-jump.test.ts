import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockJump, JUMP_MS } from './clock-jump.ts';

test('a clock that was set, forward or back, jumped; one that is corrected a little did not', () => {
  const before = { here: 1_000_000, monotonic: 50 };
  expect(clockJump(before, { here: 1_000_000 + 3_600_000, monotonic: 1_050 })).toBe(3_599_000);
  expect(clockJump(before, { here: 1_000_000 - 3_600_000, monotonic: 1_050 })).toBe(-3_601_000);
  expect(clockJump(before, { here: 1_000_000 + JUMP_MS, monotonic: 50 })).toBe(0);
  expect(clockJump(before, { here: 1_030_000, monotonic: 20_050 })).toBe(0);
});

test('time that passes is no jump, however much of it', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(1_000_000_000), fc.integer({ min: -JUMP_MS, max: JUMP_MS }), (here, passed, drift) => {
      expect(clockJump({ here, monotonic: 7 }, { here: here + passed + drift, monotonic: 7 + passed })).toBe(0);
    }),
  );
});
