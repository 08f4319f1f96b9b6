import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMIT_BOUNDS, limitsFor, SETTABLE_LIMITS, type LimitRule, type SetLimits } from './limit-rules.ts';
import { DEFAULT_LIMITS } from './limits.ts';

let n = 0;
function rule(stream: string, group: string, limits: SetLimits, setAt = 0): LimitRule {
  n += 1;
  return { ruleId: `r${n}`, connection: 'main', stream, group, limits, setBy: 'ann', setAt };
}

describe('the limits of a group', () => {
  test('are the defaults where no rule fits', () => {
    const rules = [rule('orders', '*', { callMs: 5_000 })];
    expect(limitsFor(rules, 'mails', 'g')).toEqual({ limits: DEFAULT_LIMITS, from: {} });
  });

  test('are those of the rule that fits, and the defaults for what it leaves open', () => {
    const one = rule('orders*', 'ware*', { behindMs: 900_000 });
    const { limits, from } = limitsFor([one], 'orders:eu', 'warehouse');
    expect(limits).toEqual({ ...DEFAULT_LIMITS, behindMs: 900_000 });
    expect(from).toEqual({ behindMs: one });
  });

  test('come from the more precise of two rules, limit by limit', () => {
    const wide = rule('*', '*', { callMs: 300_000, poisonDeliveries: 10 }, 9);
    const narrow = rule('orders', '*', { callMs: 30_000 });
    const { limits, from } = limitsFor([narrow, wide], 'orders', 'g');
    expect(limits).toMatchObject({ callMs: 30_000, poisonDeliveries: 10 });
    expect(from).toEqual({ callMs: narrow, poisonDeliveries: wide });
  });

  test('go by the stream first, then by the group', () => {
    const byStream = rule('orders', '*', { callMs: 30_000 });
    const byGroup = rule('*', 'warehouse', { callMs: 90_000 });
    expect(limitsFor([byGroup, byStream], 'orders', 'warehouse').limits.callMs).toBe(30_000);
    const both = rule('orders', 'warehouse', { callMs: 10_000 });
    expect(limitsFor([both, byGroup, byStream], 'orders', 'warehouse').limits.callMs).toBe(10_000);
  });

  test('come from the later of two equally precise rules', () => {
    const old = rule('orders', '*', { callMs: 30_000 }, 1);
    const fresh = rule('orders', '*', { callMs: 40_000 }, 2);
    expect(limitsFor([fresh, old], 'orders', 'g').limits.callMs).toBe(40_000);
  });

  test('do not depend on the order in which rules are listed', () => {
    const rules = [
      rule('*', '*', { callMs: 1 }, 1),
      rule('o*', '*', { callMs: 2 }, 2),
      rule('orders', 'g', { callMs: 3 }, 3),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(rules, { minLength: 3 }), (some) => {
        expect(limitsFor(some, 'orders', 'g').limits.callMs).toBe(3);
      }),
    );
  });
});

test('every limit that can be set has bounds, and its default lies within them', () => {
  for (const limit of SETTABLE_LIMITS) {
    const [least, most] = LIMIT_BOUNDS[limit];
    expect(least).toBeLessThan(most);
    expect(DEFAULT_LIMITS[limit]).toBeGreaterThanOrEqual(least);
    expect(DEFAULT_LIMITS[limit]).toBeLessThanOrEqual(most);
  }
});
