import { civilMinute, DAY_MS, HOUR_MS, MINUTE_MS } from './civil-time.ts';

/**
 * A cron expression of five fields, UTC: minute, hour, day of the month, month, day of the week (0 or 7 = Sunday). Each is
 * `*`, numbers, ranges and lists of them, with `/step`; months and weekdays may be named. As in Vixie's cron a time fits
 * when either day field does, if both are restricted.
 */
export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  readonly anyDay: boolean;
  readonly anyWeekday: boolean;
}

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly Field[] = [
  { name: 'minute', from: 0, to: 59, words: [] },
  { name: 'hour', from: 0, to: 23, words: [] },
  { name: 'day', from: 1, to: 31, words: [] },
  { name: 'month', from: 1, to: 12, words: MONTHS },
  { name: 'weekday', from: 0, to: 7, words: WEEKDAYS },
];

// 29 February on a given weekday comes every 28 years, and every 40 across a century that is no leap year.
const LONGEST_MS = 41 * 366 * DAY_MS;

/** What an expression means, or in a sentence why it means nothing. */
export function parseCron(text: string): Cron | string {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length || text.length > 200) {
    return 'A cron expression has five fields: minute, hour, day, month, weekday, such as 0 3 * * 1.';
  }
  const sets: ReadonlySet<number>[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const set = valuesOf(parts[index] ?? '', field);
    if (typeof set === 'string') return set;
    sets.push(set);
  }
  const [minutes, hours, days, months, weekdays] = sets as [
    ReadonlySet<number>,
    ReadonlySet<number>,
    ReadonlySet<number>,
    ReadonlySet<number>,
    ReadonlySet<number>,
  ]; // one for each of the five fields
  const anyDay = (parts[2] ?? '').startsWith('*');
  const anyWeekday = (parts[4] ?? '').startsWith('*');
  const cron = { minutes, hours, days, months, weekdays, anyDay, anyWeekday };
  return nextCron(cron, 0) === null ? 'No day fits this expression.' : cron;
}

function valuesOf(text: string, field: Field): ReadonlySet<number> | string {
  const wrong = `“${text.slice(0, 40)}” is no ${field.name} of a cron expression (${field.from} to ${field.to}).`;
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step, ...more] = part.split('/');
    const by = step === undefined ? 1 : /^\d{1,2}$/.test(step) ? Number(step) : 0;
    const ends = range === '*' ? [field.from, field.to] : range.split('-').map((end) => numberOf(end, field));
    const [from, to = step === undefined ? from : field.to] = ends;
    if (more.length > 0 || by < 1 || ends.length > 2 || from === undefined || to === undefined) return wrong;
    if (!Number.isInteger(from) || !Number.isInteger(to) || from > to) return wrong;
    for (let value = from; value <= to; value += by) values.add(field.name === 'weekday' ? value % 7 : value);
  }
  return values;
}

function numberOf(text: string, { from, to, words }: Field): number {
  const word = words.indexOf(text.toLowerCase());
  if (word >= 0) return from + word;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= from && value <= to ? value : Number.NaN;
}

/** The first minute behind `after` that fits, epoch ms; null = none within 41 years, which is to say never. */
export function nextCron(cron: Cron, after: number): number | null {
  let at = (Math.floor(after / MINUTE_MS) + 1) * MINUTE_MS;
  const end = after + LONGEST_MS;
  while (at <= end) {
    const civil = civilMinute(at);
    if (!fitsDay(cron, civil)) at = (Math.floor(at / DAY_MS) + 1) * DAY_MS;
    else if (!cron.hours.has(civil.hour)) at = (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;
    else if (!cron.minutes.has(civil.minute)) at += MINUTE_MS;
    else return at;
  }
  return null;
}

function fitsDay(
  { days, months, weekdays, anyDay, anyWeekday }: Cron,
  { day, month, weekday }: { readonly day: number; readonly month: number; readonly weekday: number },
): boolean {
  if (!months.has(month)) return false;
  if (anyDay || anyWeekday) return days.has(day) && weekdays.has(weekday);
  return days.has(day) || weekdays.has(weekday);
}
