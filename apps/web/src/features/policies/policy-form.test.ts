import { trimSettings } from '@weir/domain/policies/policy';
import { describe, expect, test } from 'vitest';
import { firstForm, formOfSettings, settingsOf } from './policy-form.ts';

const whole = (change: object = {}) => settingsOf({ ...firstForm('orders'), ...change }, 'main');

describe('the form of a policy', () => {
  test('begins with what some group needs, guarded, every quarter of an hour', () => {
    expect(whole()).toMatchObject({
      on: { stream: 'orders' },
      keep: { keep: 'needed' },
      guard: true,
      schedule: { everyMs: 900_000 },
      window: null,
      caps: { entries: 100_000, percent: 10 },
    });
  });

  test('of any settings says those settings again', () => {
    const base = { name: 'n', connection: 'main', schedule: { everyMs: 3_600_000 } };
    for (const settings of [
      { ...base, on: { pattern: 'jobs:*' }, keep: { keep: 'younger', thanMs: 7_200_000 }, ignoreUnseenMs: 604_800_000 },
      { ...base, on: { stream: 'a' }, keep: { keep: 'bytes', bytes: 200_000_000 }, window: { from: 1_320, to: 390 } },
      {
        ...base,
        on: { stream: 'a' },
        keep: { keep: 'newest', entries: 5 },
        guard: false,
        archive: true,
        mayEmpty: true,
      },
      { ...base, on: { stream: 'a' }, keep: { keep: 'needed' }, schedule: { cron: '0 3 * * 1' }, precision: 'exactly' },
    ]) {
      const parsed = trimSettings.parse(settings);
      expect(settingsOf(formOfSettings(parsed), 'main')).toEqual(parsed);
    }
  });

  test.each([
    [{ name: ' ' }, 'a name'],
    [{ subject: '' }, 'Name a stream'],
    [{ every: 'often' }, '15 m'],
    [{ every: '20 s' }, 'between a minute'],
    [{ timing: 'cron', cron: '* *' }, 'five fields'],
    [{ window: 'at night' }, '22:00-06:00'],
    [{ window: '25:00-06:00' }, '22:00-06:00'],
    [{ timing: 'cron', cron: '0 12 * * *', window: '00:00-01:00' }, 'At no time'],
    [{ ignoreDays: 'x' }, 'days'],
    [{ entries: '0' }, 'at least one'],
    [{ percent: '101' }, 'percent'],
  ])('says what is missing: %j', (change, words) => {
    expect(whole(change)).toContain(words);
  });
});
