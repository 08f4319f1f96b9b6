import { builtInRules } from '@weir/domain/alerts/built-in-rules';
import { ruleWords } from '@weir/domain/alerts/rule-words';
import { describe, expect, test } from 'vitest';
import { amountText, parseAmount } from './parse-amount.ts';
import { CONDITIONS, conditionOf, draftOf, NEW_DRAFT, ruleOf, withCondition } from './rule-draft.ts';

describe('an amount', () => {
  test.each([
    ['duration', '90 s', 90_000],
    ['duration', '2m', 120_000],
    ['duration', '1 h 30 m', 5_400_000],
    ['duration', '1.5 min', 90_000],
    ['duration', '0 s', 0],
    ['duration', '5', undefined],
    ['duration', 'soon', undefined],
    ['count', '1,000', 1_000],
    ['count', '1.5', undefined],
    ['count', '-1', undefined],
    ['rate', '20/s', 20],
    ['rate', '30/min', 0.5],
    ['rate', '20', 20],
    ['bytes', '500 MB', 5e8],
    ['bytes', '1.5g', 1.5e9],
    ['bytes', '12', 12],
    ['percent', '85%', 85],
    ['percent', '85', 85],
    ['percent', '', undefined],
  ] as const)('%s %j is %s', (unit, text, value) => {
    expect(parseAmount(unit, text)).toBe(value);
  });

  test.each([
    ['duration', 60_000],
    ['duration', 90_000],
    ['duration', 754_000],
    ['duration', 5_400_000],
    ['duration', 90_061_000],
    ['duration', 1],
    ['count', 1_234_567],
    ['rate', 0.5],
    ['rate', 1 / 3],
    ['bytes', 1_234_567],
    ['bytes', 5e8],
    ['percent', 85],
  ] as const)('of %s %s stands in its field so that it is read again as the same', (unit, value) => {
    expect(parseAmount(unit, amountText(unit, value))).toBeCloseTo(value, 9);
  });
});

describe('a rule in its fields', () => {
  test('comes out as it went in', () => {
    for (const rule of builtInRules('main')) expect(ruleOf(draftOf(rule), 'main')).toEqual({ rule, trouble: {} });
  });

  test('can be any condition of the list, each with words of its own', () => {
    expect(new Set(CONDITIONS.map(({ key }) => key)).size).toBe(CONDITIONS.length);
    expect(new Set(CONDITIONS.map(({ label }) => label)).size).toBe(CONDITIONS.length);
    for (const { key } of CONDITIONS) {
      const { rule, trouble } = ruleOf(withCondition(NEW_DRAFT, key), 'main');
      expect({ key, trouble }).toEqual({ key, trouble: {} });
      expect(rule === null ? '' : draftOf(rule).condition).toBe(key);
    }
  });

  test('of the API alone keeps its condition', () => {
    expect(conditionOf('groups unread below')).toMatchObject({
      label: 'a group has less than … unread',
      unit: 'count',
    });
  });

  test('a new one is behind by more than 1 m for 2 m', () => {
    const { rule } = ruleOf(NEW_DRAFT, 'main');
    expect(rule === null ? '' : ruleWords(rule)).toBe('A group is behind by more than 1 m for 2 m');
  });

  test('says field by field what is wrong', () => {
    const bad = { ...NEW_DRAFT, value: 'much', clear: '', lasting: 'x', repeat: '5 s', streams: '', except: 'a\\b' };
    const { rule, trouble } = ruleOf(bad, 'main');
    expect(rule).toBeNull();
    expect(Object.keys(trouble).toSorted()).toEqual(['except', 'lasting', 'repeat', 'streams', 'value']);
    expect(ruleOf({ ...NEW_DRAFT, clear: '2 m' }, 'main').trouble).toEqual({ clear: 'Not above the limit itself.' });
    expect(ruleOf({ ...NEW_DRAFT, lasting: '31 d' }, 'main').trouble).toEqual({ lasting: 'At most 30 days.' });
  });

  test.each([
    [{ value: '99999999999999999999 h' }, { value: 'At most 100,000,000 d.' }],
    [{ clear: '99999999999999999999 h' }, { clear: 'At most 100,000,000 d.' }],
    [{ repeat: '5000 d' }, { repeat: 'At most 30 days.' }],
    [
      { lasting: '99999999999999999999 h', hold: '31 d' },
      { lasting: 'At most 100,000,000 d.', hold: 'At most 30 days.' },
    ],
    [{ condition: 'groups pending above', value: '1000000000000000000000', clear: '' }, { value: expect.any(String) }],
    [{ condition: 'streams memoryBytes above', value: '10000 TB', clear: '' }, { value: 'At most 9,007 TB.' }],
    [{ streams: 'a'.repeat(10_001) }, { streams: 'At most 10,000 characters.' }],
    [{ channels: Array.from({ length: 21 }, (_, at) => `c${at}`) }, { channels: 'At most 20 channels.' }],
  ])('marks what it refuses: %o', (change, trouble) => {
    expect(ruleOf({ ...NEW_DRAFT, ...change }, 'main')).toEqual({ rule: null, trouble });
  });

  test('another condition keeps the value only where it is of the same kind', () => {
    expect(withCondition(NEW_DRAFT, 'groups oldestPendingMs above')).toMatchObject({ value: '1 m', clear: '30 s' });
    expect(withCondition(NEW_DRAFT, 'groups unread above')).toMatchObject({ value: '1,000', clear: '' });
    expect(withCondition(NEW_DRAFT, 'groups dead-consumer')).toMatchObject({ value: '' });
  });
});
