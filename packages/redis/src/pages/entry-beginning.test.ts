import { describe, expect, test } from 'vitest';
import { entryFromBeginning } from './entry-beginning.ts';

const HEAD = '*1\r\n*2\r\n$3\r\n7-1\r\n*6\r\n$1\r\na\r\n$2\r\nv1\r\n';

describe('the beginning of an entry that was too large', () => {
  test('shows what arrived and how large the broken-off value is', () => {
    const entry = entryFromBeginning(Buffer.from(`${HEAD}$3\r\nbig\r\n$536870912\r\n${'x'.repeat(10_000)}`));
    expect(entry).toMatchObject({ id: '7-1', sizeBytes: 536_870_918, cut: [[1, 536_870_912]], incomplete: true });
    expect(entry?.fields[0]).toEqual(['a', 'v1']);
    expect(entry?.fields[1]).toEqual(['big', 'x'.repeat(4_096)]);
  });

  test('never throws wherever it breaks off, and knows the id as soon as it is whole', () => {
    const whole = Buffer.from(`${HEAD}$3\r\nbig\r\n$20\r\n0123`);
    const known = Array.from(
      { length: whole.length + 1 },
      (_, length) => entryFromBeginning(whole.subarray(0, length))?.id,
    );
    expect(known.indexOf('7-1' as (typeof known)[number])).toBe(HEAD.indexOf('*6\r\n') + 4);
    expect(new Set(known)).toEqual(new Set([undefined, '7-1']));
  });

  test.each([
    '',
    '-ERR no\r\n',
    '*0\r\n',
    '*1\r\n*2\r\n$-1\r\n',
    '*1\r\n*2\r\n$3\r\nabc\r\n*2\r\n',
    '*99999999999999\r\n',
  ])('is nothing when it is no entry: %j', (text) => {
    expect(entryFromBeginning(Buffer.from(text))).toBeUndefined();
  });
});
