// oxlint-disable no-restricted-globals -- the platform's calendar is what ours is held against
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilMinute, DAY_MS, HOUR_MS, MINUTE_MS } from './civil-time.ts';
import { nextCron, parseCron, type Cron } from './cron.ts';

function cron(text: string): Cron {
  const parsed = parseCron(text);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
}

const at = (text: string): number => new Date(`${text}Z`).getTime();
const textOf = (ms: number | null): string => (ms === null ? 'never' : new Date(ms).toISOString().slice(0, 16));
const next = (expression: string, after: string): string => textOf(nextCron(cron(expression), at(after)));

test('the calendar is that of the platform, leap years and centuries included', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2_000_000_000_000, max: 8_000_000_000_000 }), (ms) => {
      const date = new Date(ms);
      expect(civilMinute(ms)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        weekday: date.getUTCDay(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
      });
    }),
    { numRuns: 1_000 },
  );
});

describe('the next time', () => {
  test.each([
    ['*/15 * * * *', '2026-11-27T14:31:10', '2026-11-27T14:45'],
    ['0 3 * * *', '2026-11-27T03:00:00', '2026-11-28T03:00'],
    ['30 2 * * 1', '2026-11-27T00:00:00', '2026-11-30T02:30'],
    ['0 0 29 2 *', '2026-03-01T00:00:00', '2028-02-29T00:00'],
    ['5 4 1 1 *', '2026-12-31T23:59:59', '2027-01-01T04:05'],
    ['0 22 * * mon-fri', '2026-11-27T22:00:00', '2026-11-30T22:00'],
    ['0 0 * JAN,jul sun', '2026-11-27T00:00:00', '2027-01-03T00:00'],
    ['0 0 * * 7', '2026-11-27T00:00:00', '2026-11-29T00:00'],
    ['10/20 1 * * *', '2026-11-27T01:10:00', '2026-11-27T01:30'],
    ['0 0 29 2 1', '2026-03-01T00:00:00', '2027-02-01T00:00'],
  ])('%s after %s is %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  test('either day field is enough when both are restricted', () => {
    expect(next('0 0 13 * 5', '2026-11-27T00:00:00')).toBe('2026-12-04T00:00');
    expect(next('0 0 13 * *', '2026-11-27T00:00:00')).toBe('2026-12-13T00:00');
  });
});

test.each([
  '',
  '* * * *',
  '* * * * * *',
  '60 * * * *',
  '* 24 * * *',
  '* * 0 * *',
  '* * * 13 *',
  '* * * * 8',
  '*/0 * * * *',
  '5-1 * * * *',
  'a * * * *',
  '1-2-3 * * * *',
  '1/2/3 * * * *',
  '* * 31 2 *',
  '-1 * * * *',
  '1.5 * * * *',
  '@daily',
])('“%s” means nothing, and that is said in a sentence', (text) => {
  expect(parseCron(text)).toMatch(/^[A-Z“].*\.$/);
});

const field = (from: number, to: number): fc.Arbitrary<string> => {
  const one = fc.integer({ min: from, max: to });
  const range = fc.tuple(one, one).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
  const stepped = fc.tuple(range, fc.integer({ min: 1, max: 9 })).map(([some, step]) => `${some}/${step}`);
  const some = fc.oneof(one.map(String), range, stepped);
  return fc.oneof(
    fc.constant('*'),
    fc.array(some, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',')),
  );
};
const expression = fc.tuple(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 7));

const has = (part: string, value: number): boolean =>
  part.split(',').some((each) => {
    const [range = '', step = '1'] = each.split('/');
    if (range === '*') return value % Number(step) === 0;
    const [from = 0, to = from] = range.split('-').map(Number);
    return value >= from && value <= to && (value - from) % Number(step) === 0;
  });

/** Whether a minute fits, told the slow way round. */
function fits(text: string, ms: number): boolean {
  const date = new Date(ms);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = text.split(' ');
  const day0 = date.getUTCDay();
  const byDay = has(day, date.getUTCDate());
  const byWeekday = has(weekday, day0) || (day0 === 0 && has(weekday, 7));
  const either = day !== '*' && weekday !== '*' ? byDay || byWeekday : byDay && byWeekday;
  return (
    has(minute, date.getUTCMinutes()) && has(hour, date.getUTCHours()) && has(month, date.getUTCMonth() + 1) && either
  );
}

test('it fits, lies behind, and no minute between fits', () => {
  fc.assert(
    fc.property(expression, fc.integer({ min: 0, max: 3_000_000_000_000 }), fc.nat(), (parts, after, seed) => {
      const text = parts.join(' ');
      const parsed = parseCron(text);
      if (typeof parsed === 'string') return;
      const found = nextCron(parsed, after);
      if (found === null) throw new Error('every day below 29 comes');
      expect(found % MINUTE_MS).toBe(0);
      expect(found).toBeGreaterThan(after);
      expect(fits(text, found)).toBe(true);
      // All minutes of the two hours in front of it, and some of the rest.
      const between = (found - after) / MINUTE_MS;
      for (let back = 1; back <= Math.min(120, between - 1); back += 1) {
        expect(fits(text, found - back * MINUTE_MS)).toBe(false);
      }
      for (let probe = 1; probe <= 50; probe += 1) {
        const ahead = 1 + ((seed * probe * 7_919) % Math.max(1, Math.floor(between) - 1));
        const minute = (Math.floor(after / MINUTE_MS) + ahead) * MINUTE_MS;
        if (minute > after && minute < found) expect(fits(text, minute)).toBe(false);
      }
    }),
    { numRuns: 150 },
  );
});

test('the change to summer time and a leap day are days like any other: it is all UTC', () => {
  const hourly = cron('0 * * * *');
  let ms = at('2028-02-28T12:30:00');
  for (let hour = 0; hour < 800; hour += 1) {
    const found = nextCron(hourly, ms) ?? 0;
    expect(found - Math.floor(ms / HOUR_MS) * HOUR_MS).toBe(HOUR_MS);
    ms = found;
  }
  expect(ms - at('2028-02-28T12:00:00')).toBe(800 * HOUR_MS);
  expect(DAY_MS).toBe(24 * HOUR_MS);
});
