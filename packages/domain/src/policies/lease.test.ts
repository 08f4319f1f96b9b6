import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Lease, leaseFor } from './lease.ts';

test('is kept by who renews it, and given on when it ran out', () => {
  const first = leaseFor(undefined, 'a', 1_000, 500);
  expect(first).toEqual({ holder: 'a', token: 1, until: 1_500 });
  expect(leaseFor(first ?? undefined, 'b', 1_499, 500)).toBeNull();
  expect(leaseFor(first ?? undefined, 'a', 1_499, 500)).toEqual({ holder: 'a', token: 1, until: 1_999 });
  expect(leaseFor(first ?? undefined, 'b', 1_500, 500)).toEqual({ holder: 'b', token: 2, until: 2_000 });
});

test('who comes back late has a new number, even when nobody took it meanwhile', () => {
  expect(leaseFor({ holder: 'a', token: 4, until: 100 }, 'a', 101, 50)).toMatchObject({ token: 5 });
});

test('at no time do two hold it, and a number has one holder, whoever asks when', () => {
  const asks = fc.array(fc.record({ who: fc.constantFrom('a', 'b', 'c'), wait: fc.nat(900) }), { maxLength: 60 });
  fc.assert(
    fc.property(asks, (all) => {
      let now = 0;
      let held: Lease | undefined;
      const holders = new Map<number, string>();
      for (const { who, wait } of all) {
        now += wait;
        const before = held;
        const given = leaseFor(held, who, now, 500);
        if (given === null) {
          expect(before?.holder).not.toBe(who);
          expect(before?.until).toBeGreaterThan(now);
          continue;
        }
        expect(given.token).toBeGreaterThanOrEqual(before?.token ?? 0);
        expect(holders.get(given.token) ?? who).toBe(who);
        holders.set(given.token, who);
        held = given;
      }
    }),
  );
});
