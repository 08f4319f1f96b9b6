import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRing, createRingPool, type Ring } from './ring.ts';

const figures = (ring: Ring) => ring.points(0, 0, 1e12, 1_000);

describe('rings that share their memory', () => {
  test('do not see each other', () => {
    const pool = createRingPool(2, 10, 1000);
    const rings = Array.from({ length: 1_000 }, () => pool.ring());
    for (let n = 1; n <= 25; n += 1) for (const [at, ring] of rings.entries()) ring.record(n * 1000, [at, -at]);
    for (const [at, ring] of rings.entries()) {
      expect(ring.size).toBe(10);
      expect(ring.valueAt(0, 25_000)).toBe(at);
      expect(ring.valueAt(1, 16_000)).toBe(-at);
    }
  });

  test('a released ring is empty and writes nothing into the ring that got its memory', () => {
    const pool = createRingPool(1, 10, 1000);
    const old = pool.ring();
    old.record(1000, [5]);
    old.record(1200, [1]);
    old.release();
    const next = pool.ring();
    expect([next.size, figures(next)]).toEqual([0, []]);
    next.record(9000, [7]);
    old.record(9500, [666]);
    old.release();
    expect(pool.ring()).not.toBe(next);
    expect([old.size, figures(old), figures(next)]).toEqual([0, [], [[9000, 7]]]);
  });

  test('memory goes round instead of growing', () => {
    const pool = createRingPool(9, 1_800, 2000);
    const before = process.memoryUsage().arrayBuffers;
    for (let n = 0; n < 5_000; n += 1) pool.ring().release();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16e6);
  });

  test('hold what a ring of its own holds, whatever is recorded and released around it', () => {
    const step = fc.record({
      ring: fc.integer({ min: 0, max: 3 }),
      step: fc.integer({ min: 1, max: 20_000 }),
      v: fc.option(fc.integer()),
      release: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const pool = createRingPool(1, 8, 2000);
        const pairs = Array.from({ length: 4 }, () => [pool.ring(), createRing(1, 8, 2000)] as [Ring, Ring]);
        let t = 1;
        for (const { ring, step: ms, v, release } of steps) {
          const pair = pairs[ring];
          if (pair === undefined) continue;
          if (release && v === null) {
            pair[0].release();
            pairs[ring] = [pool.ring(), createRing(1, 8, 2000)];
            continue;
          }
          t += ms;
          for (const one of pair) one.record(t, [v]);
        }
        for (const [shared, own] of pairs) expect(figures(shared)).toEqual(figures(own));
      }),
    );
  });
});
