import { describe, expect, test } from 'vitest';
import { filterOf } from '../../pending/pending-search.ts';
import { firstMinIdle, minIdleSteps, selectionOfFilter, selectionOfIds, STUCK_AFTER_MS } from './selection-view.ts';

describe('the entries a plan is made for', () => {
  test('are those of the filter in the address', () => {
    expect(selectionOfFilter(filterOf({ consumer: 'worker-7', idle: '10s..60s', deliveries: '5..' }), null)).toEqual({
      matching: { consumer: 'worker-7', minIdleMs: 10_000, maxIdleMs: 59_999, minDeliveries: 5 },
    });
  });

  test('wait at least as long as the form says', () => {
    expect(selectionOfFilter(filterOf({ consumer: 'worker-7' }), 60_000)).toEqual({
      matching: { consumer: 'worker-7', minIdleMs: 60_000 },
    });
    expect(selectionOfFilter(filterOf({ consumer: 'worker-7' }), 0)).toEqual({ matching: { consumer: 'worker-7' } });
  });

  test('are the chosen rows, and what is no id is none', () => {
    expect(selectionOfIds(['1-1', 'x'])).toEqual({ ids: ['1-1'] });
    expect(selectionOfIds([])).toBeUndefined();
  });

  test('without any filter are not those somebody works on right now', () => {
    expect(firstMinIdle(filterOf({}))).toBe(STUCK_AFTER_MS);
    expect(firstMinIdle(filterOf({ consumer: 'worker-7' }))).toBe(0);
    expect(firstMinIdle(filterOf({ idle: '45m..' }))).toBe(2_700_000);
  });

  test('the steps to choose from hold the present one', () => {
    expect(minIdleSteps(10_000)).toContain(10_000);
    expect(minIdleSteps(60_000)).toHaveLength(6);
  });
});
