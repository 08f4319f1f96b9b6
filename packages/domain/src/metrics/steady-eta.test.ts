import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { known } from '../known/known.ts';
import { timeToCatchUp, type Eta } from './eta.ts';
import type { WindowRates } from './rates.ts';
import { etaCourse, NO_ETA_YET, steadyEta } from './steady-eta.ts';

const TIME: Eta = { eta: 'time', etaMs: 90_000 };
const NEVER: Eta = { eta: 'never', etaMs: null };
const UNSURE: Eta = { eta: 'unsure', etaMs: null };
const NOW: Eta = { eta: 'now', etaMs: null };

const unread = (value: number) => ({ known: true, value, quality: 'exact', source: 'test' }) as const;

/** What is told at each of these polls, two seconds apart. */
function told(course: readonly Eta[], readsInBatches = false, passing = 0): Eta['eta'][] {
  let seen = NO_ETA_YET;
  return course.map((fresh, poll) => {
    seen = etaCourse(seen, fresh, unread(fresh === NOW ? passing : 500), 1_000_000 + poll * 2_000);
    return steadyEta(fresh, seen, readsInBatches).eta;
  });
}

const some = (eta: Eta, polls: number): Eta[] => Array.from({ length: polls }, () => eta);

describe('the time to catch up', () => {
  test('is told at once as long as nothing contradicts it', () => {
    expect(told([TIME, TIME])).toEqual(['time', 'time']);
    expect(told([NEVER])).toEqual(['never']);
    expect(told([UNSURE, NOW, TIME])).toEqual(['unsure', 'now', 'time']);
  });

  test('is not told for a minute after the rates said the opposite, and then is', () => {
    const course = told([...some(NEVER, 10), ...some(TIME, 31)]);
    expect(course.slice(10, 39)).toEqual(Array(29).fill('unsure'));
    expect(course.at(-1)).toBe('time');
  });

  test('is not "never" within a minute after nothing waited, as between two runs of a batch', () => {
    const course = told([NOW, ...some(NEVER, 30)]);
    expect(course.slice(1, 30)).toEqual(Array(29).fill('unsure'));
    expect(course.at(-1)).toBe('never');
    expect(told([NOW, TIME])).toEqual(['now', 'time']);
    // What a busy group always has in passing says nothing of the kind.
    expect(told([NOW, NEVER], false, 7)).toEqual(['now', 'never']);
  });

  test('nothing unread is told whatever the rates said before', () => {
    expect(told([NEVER, TIME, NOW]).at(-1)).toBe('now');
  });

  test('is not told of a group that reads in batches', () => {
    expect(told([NEVER, NEVER], true)).toEqual(['unsure', 'unsure']);
    expect(told([NOW], true)).toEqual(['now']);
  });

  test('never flips between a time and never from one poll to the next', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(TIME, NEVER, UNSURE, NOW), { maxLength: 120 }), (course) => {
        const said = told(course);
        for (let poll = 1; poll < said.length; poll += 1) {
          const pair = [said[poll - 1], said[poll]];
          expect(pair.includes('time') && pair.includes('never')).toBe(false);
        }
        // Nothing is made up: what is told was found at that poll, or it is "unsure".
        for (const [poll, eta] of said.entries()) expect(['unsure', course[poll]?.eta]).toContain(eta);
      }),
    );
  });
});

const asRates = (pairs: readonly (readonly [number, number])[]): WindowRates[] =>
  pairs.map(([into, out], n) => ({ windowMs: n, inPerSecond: known(into), outPerSecond: known(out) }));

describe('the time found from rates', () => {
  const rate = fc.integer({ min: 0, max: 5_000 });
  const windows = fc.array(fc.tuple(rate, rate), { minLength: 1, maxLength: 3 });

  test('drains exactly what is unread at the gain of the shortest window, and every window agrees within three times', () => {
    let times = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), windows, (value, pairs) => {
        const { eta, etaMs } = timeToCatchUp(unread(value), asRates(pairs));
        if (eta !== 'time') return;
        times += 1;
        const gains = pairs.map(([into, out]) => out - into);
        expect(Math.min(...gains)).toBeGreaterThan(0);
        expect(Math.max(...gains) / Math.min(...gains)).toBeLessThanOrEqual(3.000001);
        expect(Math.abs(((etaMs ?? 0) / 1_000) * (gains[0] ?? 0) - value)).toBeLessThanOrEqual(gains[0] ?? 0);
      }),
      { numRuns: 2_000 },
    );
    expect(times).toBeGreaterThan(300);
  });

  test('is never "never" while the shortest window gains, and never a time while it does not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), windows, (value, pairs) => {
        const [into, out] = pairs[0] ?? [0, 0];
        const { eta } = timeToCatchUp(unread(value), asRates(pairs));
        if (out > into) expect(eta).not.toBe('never');
        else expect(eta).not.toBe('time');
      }),
      { numRuns: 1_000 },
    );
  });

  test('is later the more is unread', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500_000 }),
        fc.integer({ min: 1, max: 500_000 }),
        windows,
        (one, more, pairs) => {
          const less = timeToCatchUp(unread(one), asRates(pairs));
          const greater = timeToCatchUp(unread(one + more), asRates(pairs));
          if (less.etaMs === null || greater.etaMs === null) return;
          expect(greater.etaMs).toBeGreaterThanOrEqual(less.etaMs);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
