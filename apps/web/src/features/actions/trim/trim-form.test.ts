import { trimInput } from '@weir/domain/actions/action-input';
import { describe, expect, test } from 'vitest';
import {
  bytesText,
  FIRST_TRIM,
  formOfParam,
  formOfRule,
  keepParam,
  parseAge,
  parseBytes,
  ruleOf,
  trimInputOf,
} from './trim-form.ts';

describe('the form of a trim', () => {
  test('begins with what no group needs, and with the guard', () => {
    const input = trimInputOf(FIRST_TRIM, 'redis', 'orders');
    expect(input).toMatchObject({ rule: { keep: 'needed' }, guard: true });
    expect(trimInput.safeParse(input).success).toBe(true);
  });

  test('takes counts as people write them, and nothing that is none', () => {
    expect(ruleOf({ ...FIRST_TRIM, keep: 'newest', entries: '300,000' })).toEqual({ keep: 'newest', entries: 300_000 });
    for (const entries of ['', '-1', '1e3', '∞', '9223372036854775808', '1.5'])
      expect(typeof ruleOf({ ...FIRST_TRIM, keep: 'newest', entries })).toBe('string');
  });

  test('takes ages with a unit', () => {
    expect(parseAge('5 m')).toBe(300_000);
    expect(parseAge('1.5h')).toBe(5_400_000);
    for (const text of ['', '5', '0 s', '-5 m', '5 years']) expect(parseAge(text)).toBeUndefined();
  });

  test('takes sizes in decimal units, and writes them so that it reads them again', () => {
    expect(parseBytes('200 MB')).toBe(200_000_000);
    expect(parseBytes('1.5gb')).toBe(1_500_000_000);
    expect(parseBytes('4,000')).toBe(4_000);
    for (const text of ['', '0', '-5 MB', '5 MiB', '1e9']) expect(parseBytes(text)).toBeUndefined();
    for (const bytes of [1, 999, 1_500, 1_234_567, 250_000_000, 1_210_000_000])
      expect(parseBytes(bytesText(bytes))).toBe(bytes);
    expect(bytesText(1_500_000)).toBe('1.5 MB');
  });

  test('says what is missing of the entry to begin with', () => {
    expect(ruleOf({ ...FIRST_TRIM, keep: 'from', from: { text: 'x', id: null } })).toContain('an ID');
  });

  test.each(['needed', 'newest:300000', 'younger:5m', 'bytes:200000000', 'from:1795185127912-0'])(
    '%s in an address is its form',
    (param) => {
      const rule = ruleOf(formOfParam(param));
      if (typeof rule === 'string') throw new Error(rule);
      expect(keepParam(rule)).toBe(param);
      expect(formOfRule(rule, false).guard).toBe(false);
    },
  );

  test('an address that says nothing sensible begins with what is safe', () => {
    expect(formOfParam('everything')).toEqual(FIRST_TRIM);
    expect(formOfParam(undefined)).toEqual(FIRST_TRIM);
  });
});
