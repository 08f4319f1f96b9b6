// oxlint-disable no-restricted-globals -- the platform's calendar is what ours is held against
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './civil-time.ts';
import { dueNow, dueTimes, isWithin, nextDue, type Timing } from './due-times.ts';

const at = (text: string): number => new Date(`2026-11-${text}Z`).getTime();
const textOf = (ms: number | null): string => (ms === null ? 'never' : new Date(ms).toISOString().slice(8, 16));
const quarterly: Timing = { schedule: { everyMs: 15 * MINUTE_MS }, window: null };
const nights: Timing = { schedule: { everyMs: HOUR_MS }, window: { from: 22 * 60, to: 4 * 60 } };

describe('times', () => {
  test('an interval stands on the clock, not on when it was set', () => {
    expect(dueTimes(quarterly, at('27T14:31:10'), 3).map(textOf)).toEqual(['27T14:45', '27T15:00', '27T15:15']);
    expect(textOf(nextDue(quarterly, at('27T14:45:00')))).toBe('27T15:00');
  });

  test('a window may go over midnight', () => {
    expect(dueTimes(nights, at('27T02:30:00'), 4).map(textOf)).toEqual([
      '27T03:00',
      '27T22:00',
      '27T23:00',
      '28T00:00',
    ]);
  });

  test('a window leaves cron times out, too', () => {
    const timing = { schedule: { cron: '*/20 * * * *' }, window: { from: 9 * 60 + 10, to: 10 * 60 } };
    expect(dueTimes(timing, at('27T00:00:00'), 3).map(textOf)).toEqual(['27T09:20', '27T09:40', '28T09:20']);
  });

  test('never is an answer', () => {
    const never = { schedule: { cron: '0 12 * * *' }, window: { from: 0, to: 60 } };
    expect(nextDue(never, at('27T00:00:00'))).toBeNull();
    expect(nextDue({ schedule: { cron: 'nonsense' }, window: null }, 0)).toBeNull();
  });
});

describe('what is due now', () => {
  test('is one run, however many were missed, and it is dealt with once', () => {
    const due = dueNow(quarterly, at('27T10:00:00'), at('27T14:31:10'));
    expect(due).toEqual({ due: at('27T14:30:00'), missed: 17 });
    expect(dueNow(quarterly, due?.due ?? 0, at('27T14:31:10'))).toBeNull();
    expect(dueNow(quarterly, due?.due ?? 0, at('27T14:45:00'))).toEqual({ due: at('27T14:45:00'), missed: 0 });
  });

  test('waits for the window when it closed meanwhile', () => {
    expect(dueNow(nights, at('27T01:00:00'), at('27T12:00:00'))).toBeNull();
    expect(dueNow(nights, at('27T01:00:00'), at('27T22:00:30'))).toEqual({ due: at('27T22:00:00'), missed: 2 });
  });

  test('a clock that went back makes nothing due again', () => {
    expect(dueNow(quarterly, at('27T14:30:00'), at('27T13:31:00'))).toBeNull();
  });

  test('a year away costs no year of counting', () => {
    const due = dueNow({ schedule: { everyMs: MINUTE_MS }, window: null }, 0, 400 * DAY_MS + 30_000);
    expect(due?.due).toBe(400 * DAY_MS);
  });
});

const timings: fc.Arbitrary<Timing> = fc.record({
  schedule: fc.oneof(
    fc.constantFrom(1, 5, 15, 60, 240, 1_440).map((minutes) => ({ everyMs: minutes * MINUTE_MS })),
    fc.constantFrom('*/7 * * * *', '0 3 * * *', '15 */6 * * 1-5').map((cron) => ({ cron })),
  ),
  window: fc.option(
    fc
      .tuple(fc.nat(1_439), fc.nat(1_439))
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => ({ from, to })),
  ),
});
const instants = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 });

test('times come in order, in the window, and each is the next of any instant since the one before', () => {
  fc.assert(
    fc.property(timings, instants, fc.nat(1_000), (timing, after, part) => {
      const times = dueTimes(timing, after, 3);
      let before = after;
      for (const time of times) {
        expect(time).toBeGreaterThan(before);
        if (timing.window !== null) expect(isWithin(timing.window, time)).toBe(true);
        const between = before + Math.floor(((time - 1 - before) * part) / 1_000);
        expect(nextDue(timing, between)).toBe(time);
        before = time;
      }
    }),
    { numRuns: 100 },
  );
});

test('going through time in any steps, each due time is dealt with once at most, and the last one always', () => {
  const steps = fc.array(fc.integer({ min: 1_000, max: 3 * DAY_MS }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(timings, instants, steps, (timing, start, ahead) => {
      const seen = new Set<number>();
      let dealtWith = start;
      let now = start;
      for (const step of ahead) {
        now += step;
        const found = dueNow(timing, dealtWith, now);
        if (found === null) continue;
        expect(found.due).toBeGreaterThan(dealtWith);
        expect(found.due).toBeLessThanOrEqual(now);
        expect(seen.has(found.due)).toBe(false);
        seen.add(found.due);
        dealtWith = found.due;
        const next = nextDue(timing, dealtWith);
        expect(next === null || next > now).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});
