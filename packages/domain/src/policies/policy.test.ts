import { describe, expect, test } from 'vitest';
import { trimInput } from '../actions/action-input.ts';
import {
  actorInWords,
  actorOf,
  bindingOf,
  letterSettings,
  policySettings,
  trimSettings,
  type TrimSettings,
} from './policy.ts';
import { mostOfRun, trimOfPolicy } from './trim-of-policy.ts';

const least = {
  name: ' keep orders small ',
  connection: 'main',
  on: { stream: 'orders' },
  keep: { keep: 'newest', entries: 300_000 },
  schedule: { everyMs: 900_000 },
};
const whole: TrimSettings = trimSettings.parse(least);

describe('settings', () => {
  test('begin with everything that is safe', () => {
    expect(whole).toMatchObject({
      name: 'keep orders small',
      guard: true,
      ignoreUnseenMs: null,
      precision: 'about',
      window: null,
      caps: { entries: 100_000, percent: 10 },
      mayEmpty: false,
    });
  });

  test.each([
    { name: '   ' },
    { keep: { keep: 'newest', entries: 0 } },
    { keep: { keep: 'newest', entries: -1 } },
    { keep: { keep: 'newest', entries: 2 ** 63 } },
    { keep: { keep: 'newest', entries: '1e3' } },
    { keep: { keep: 'younger', thanMs: 59_999 } },
    { keep: { keep: 'from', id: '1-0' } },
    { on: { stream: '' } },
    { on: { stream: 'a', pattern: 'a*' } },
    { schedule: { everyMs: 59_000 } },
    { schedule: { everyMs: 90_500 } },
    { schedule: { cron: '* * *' } },
    { schedule: { cron: '0 12 * * *' }, window: { from: 0, to: 60 } },
    { window: { from: 60, to: 60 } },
    { ignoreUnseenMs: 1_000 },
    { caps: { entries: 0, percent: 10 } },
    { caps: { entries: 10, percent: 101 } },
    { precision: 'roughly' },
    { surprise: true },
  ])('do not take %j', (change) => {
    expect(policySettings.safeParse({ ...least, ...change }).success).toBe(false);
  });

  test('of before there were two kinds are those of a trim, and bind what they bound', () => {
    const binding = bindingOf(whole);
    expect(whole.does).toBe('trim');
    expect(policySettings.parse({ ...least, does: 'trim' })).toEqual(whole);
    expect(binding).not.toHaveProperty('does');
  });

  test('another name binds nothing new', () => {
    expect(bindingOf(whole)).toEqual(bindingOf({ ...whole, name: 'other' }));
    expect(bindingOf(whole)).not.toEqual(bindingOf({ ...whole, guard: false }));
  });
});

const letters = {
  does: 'dead-letter',
  name: 'put aside',
  connection: 'main',
  on: { stream: 'orders' },
  deliveries: 5,
  olderThanMs: 3_600_000,
  schedule: { everyMs: 900_000 },
};

describe('settings of a dead-letter policy', () => {
  test('begin with every group, the own dead letters and a small limit', () => {
    const parsed = letterSettings.parse(letters);
    expect(policySettings.parse(letters)).toEqual(parsed);
    expect(parsed).toMatchObject({ group: null, to: null, atMost: 1_000, window: null });
    expect(bindingOf(parsed)).toMatchObject({ does: 'dead-letter', deliveries: 5 });
    expect(bindingOf(parsed)).toEqual(bindingOf({ ...parsed, name: 'other' }));
  });

  test.each([
    { deliveries: 1 },
    { deliveries: 2.5 },
    { olderThanMs: 59_999 },
    { atMost: 0 },
    { atMost: 100_001 },
    { to: '' },
    { does: 'trim' },
    { keep: { keep: 'needed' } },
    { schedule: { cron: '0 12 * * *' }, window: { from: 0, to: 60 } },
  ])('do not take %j', (change) => {
    expect(policySettings.safeParse({ ...letters, ...change }).success).toBe(false);
  });
});

describe('a run', () => {
  test('is a trim like any other, with the guard and a limit', () => {
    const input = trimOfPolicy(whole, 'orders', 2_000_000);
    expect(trimInput.parse(input)).toEqual(input);
    expect(input).toMatchObject({ guard: true, atMost: 200_000, precision: 'about', rule: whole.keep });
    expect(trimOfPolicy({ ...whole, ignoreUnseenMs: 86_400_000 }, 'orders', 5)).toMatchObject({
      ignoreUnseenMs: 86_400_000,
    });
  });

  test('that archives takes exactly what it archived', () => {
    expect(trimOfPolicy({ ...whole, archive: true }, 'orders', 5)).toMatchObject({
      archive: true,
      precision: 'exactly',
    });
  });

  test('may take a number, or a part where that is more, and always something', () => {
    expect(mostOfRun({ entries: 100, percent: 10 }, 500)).toBe(100);
    expect(mostOfRun({ entries: 100, percent: 10 }, 5_000)).toBe(500);
    expect(mostOfRun({ entries: 1, percent: 1 }, 0)).toBe(1);
  });

  test('acts under the name of its policy', () => {
    const policy = { settings: whole } as Parameters<typeof actorOf>[0]; // what is read of it
    expect(actorOf(policy)).toBe('policy:keep orders small');
    expect(actorInWords(actorOf(policy))).toBe('the policy “keep orders small”');
    expect(actorInWords('oncall')).toBe('oncall');
  });
});
