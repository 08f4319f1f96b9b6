import { letterSettings } from '@weir/domain/policies/policy';
import { describe, expect, test } from 'vitest';
import { FIRST_LETTER_FORM, formOfLetters, lettersOf } from './letter-form.ts';

const whole = (change: object = {}) =>
  lettersOf({ ...FIRST_LETTER_FORM, name: 'put aside', subject: 'orders', ...change }, 'main');

describe('the form of a dead-letter policy', () => {
  test('begins with five deliveries and an hour, in every group, to the own dead letters', () => {
    expect(whole()).toEqual({
      does: 'dead-letter',
      name: 'put aside',
      connection: 'main',
      on: { stream: 'orders' },
      group: null,
      deliveries: 5,
      olderThanMs: 3_600_000,
      to: null,
      atMost: 1_000,
      schedule: { everyMs: 900_000 },
      window: null,
    });
  });

  test('of any settings says those settings again', () => {
    const base = { does: 'dead-letter', name: 'n', connection: 'main', deliveries: 3, olderThanMs: 90_000 };
    for (const settings of [
      { ...base, on: { pattern: 'jobs:*' }, schedule: { cron: '0 3 * * 1' }, window: { from: 0, to: 390 } },
      { ...base, on: { stream: 'a' }, group: 'g', to: 'failed', atMost: 20_000, schedule: { everyMs: 60_000 } },
    ]) {
      const parsed = letterSettings.parse(settings);
      expect(lettersOf(formOfLetters(parsed), 'main')).toEqual(parsed);
    }
  });

  test.each([
    [{ name: ' ' }, 'a name'],
    [{ subject: '' }, 'Name a stream'],
    [{ deliveries: '1' }, '2 or more'],
    [{ deliveries: 'many' }, '2 or more'],
    [{ olderThan: 'old' }, 'an age'],
    [{ olderThan: '30 s' }, 'an age'],
    [{ atMost: '0' }, '1 to 100,000'],
    [{ every: 'often' }, '15 m'],
    [{ window: '25:00-06:00' }, '22:00-06:00'],
  ])('says what is missing: %j', (change, words) => {
    expect(whole(change)).toContain(words);
  });
});
