import { SETTABLE_LIMITS, type LimitRule, type SetLimits } from '@weir/domain/health/limit-rules';
import { DEFAULT_LIMITS } from '@weir/domain/health/limits';
import { limitValue } from '@weir/domain/health/limit-words';
import { describe, expect, test } from 'vitest';
import { draftOf, parseLimit, patternOf, typedFrom, typedText } from './limits-draft.ts';

const place = { stream: 'orders', group: 'warehouse' };
const own = { stream: 'orders', group: 'warehouse' };

function rule(stream: string, group: string, limits: SetLimits): LimitRule {
  return { ruleId: `${stream} ${group}`, connection: 'main', stream, group, limits, setBy: 'ann', setAt: 1 };
}

describe('a limit that is typed', () => {
  test.each([
    ['90', 90_000],
    ['90 s', 90_000],
    ['5m', 300_000],
    ['1.5 min', 90_000],
    ['2 h', 7_200_000],
  ])('as a time: %s', (text, value) => {
    expect(parseLimit('callMs', text)).toEqual({ ok: true, value });
  });

  test('says what is wrong with it', () => {
    expect(parseLimit('callMs', 'soon')).toEqual({ ok: false, because: 'Give a time such as 90 s or 5 m.' });
    expect(parseLimit('callMs', '1 s')).toEqual({ ok: false, because: 'Between 5 s and 1 d.' });
    expect(parseLimit('poisonDeliveries', '5 s')).toEqual({ ok: false, because: 'Give a number without a unit.' });
    expect(parseLimit('poisonDeliveries', '')).toEqual({ ok: false, because: 'Give a number.' });
  });

  test('for a batch may be left open', () => {
    expect(parseLimit('batchEveryMs', '')).toEqual({ ok: true, value: 0 });
    expect(parseLimit('batchEveryMs', 'by its pauses')).toEqual({ ok: true, value: 0 });
  });

  test('is read back as it is shown', () => {
    for (const limit of SETTABLE_LIMITS)
      expect(parseLimit(limit, limitValue(limit, DEFAULT_LIMITS[limit]))).toEqual({
        ok: true,
        value: DEFAULT_LIMITS[limit],
      });
  });
});

describe('a draft', () => {
  test('sets what would not be so without it, and nothing else', () => {
    const draft = draftOf([], place, own, { callMs: '30 s', behindMs: '60 s' });
    expect(draft.limits).toEqual({ callMs: 30_000 });
    expect(draft.changed).toBe(true);
  });

  test('that was not touched changes nothing', () => {
    expect(draftOf([], place, own, {}).changed).toBe(false);
    expect(draftOf([rule('orders', 'warehouse', { callMs: 30_000 })], place, own, {}).changed).toBe(false);
  });

  test('keeps what the rule sets already', () => {
    const rules = [rule('orders', 'warehouse', { callMs: 30_000 })];
    expect(draftOf(rules, place, own, { poisonDeliveries: '9' }).limits).toEqual({
      callMs: 30_000,
      poisonDeliveries: 9,
    });
  });

  test('that goes back to what a wider rule says leaves it to that rule', () => {
    const rules = [rule('*', '*', { callMs: 90_000 }), rule('orders', 'warehouse', { callMs: 30_000 })];
    const draft = draftOf(rules, place, own, { callMs: '90 s' });
    expect(draft.limits).toEqual({});
    expect(draft.changed).toBe(true);
  });

  test('names what cannot be used, and shows the value of now for it', () => {
    const draft = draftOf([], place, own, { callMs: 'x' });
    expect(draft.because.callMs).toBe('Give a time such as 90 s or 5 m.');
    expect(draft.values.callMs).toBe(60_000);
  });

  test('for the whole stream has a star for the group', () => {
    expect(patternOf('stream', place, own)).toEqual({ stream: 'orders', group: '*' });
    expect(patternOf('group', { stream: 'a*', group: 'b?' }, own)).toEqual({ stream: 'a\\\\*', group: 'b\\\\?' });
  });

  test('goes through the address and comes back', () => {
    const typed = { callMs: '30 s', batchEveryMs: '5 m' };
    expect(typedFrom(typedText(typed))).toEqual(typed);
    expect(typedFrom('nonsense,callMs')).toEqual({});
  });
});
