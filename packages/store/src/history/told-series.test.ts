import fc from 'fast-check';
import { SERIES_KINDS } from '@weir/domain/history/series-kinds';
import { expect, test } from 'vitest';
import { ToldSeries } from './told-series.ts';

const key = fc.oneof(fc.integer({ min: -600, max: 600 }), fc.integer({ min: 1_000_000, max: 1_000_003 }));
const step = fc.oneof(
  fc.record({ does: fc.constant('set' as const), key, number: fc.integer({ min: 1, max: 67_108_863 }) }),
  fc.record({ does: fc.constant('log' as const), key, number: fc.nat(100_000) }),
  fc.record({ does: fc.constant('delete' as const), key, number: fc.constant(0) }),
  fc.record({ does: fc.constant('forget' as const), key, number: fc.constant(0) }),
);

test('whatever is told, set and dropped, a key has what it was told last', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const keys = new ToldSeries();
      const expected = new Map<number, { series: number; kind: (typeof SERIES_KINDS)[number]; log: number }>();
      for (const { does, key, number } of steps) {
        const found = expected.get(key);
        if (does === 'set') {
          const kind = SERIES_KINDS[number % SERIES_KINDS.length] ?? 'group';
          keys.set(key, number, kind);
          expected.set(key, { series: number, kind, log: -1 });
        } else if (does === 'delete') {
          keys.delete(key);
          expected.delete(key);
        } else if (does === 'forget') {
          keys.forgetLogs();
          for (const each of expected.values()) each.log = -1;
        } else if (found !== undefined) {
          keys.setLog(key, number);
          found.log = number;
        }
        for (const { key: asked } of steps) {
          const known = expected.get(asked);
          expect(keys.seriesOf(asked)).toBe(known?.series ?? 0);
          expect(keys.logOf(asked)).toBe(known?.log ?? -1);
          if (known !== undefined) expect(keys.kindOf(asked)).toBe(known.kind);
        }
      }
    }),
    { numRuns: 60 },
  );
});
