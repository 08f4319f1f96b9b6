import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { globMatches } from '@weir/domain/names/glob';

let rig: RedisRig;
beforeAll(async () => {
  rig = await startRedis();
});
afterAll(() => rig.stop());

describe('a pattern', () => {
  test.each([
    ['orders:*', 'orders:eu', true],
    ['orders:*', 'order:eu', false],
    ['*', '', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['[^a]b', 'ab', false],
    ['[c-a]', 'b', true],
    [String.raw`a\*`, 'a*', true],
    [String.raw`a\*`, 'ab', false],
  ])('%j against %j: %s', (pattern, name, fits) => {
    expect(globMatches(Buffer.from(pattern), Buffer.from(name))).toBe(fits);
  });

  test('takes bytes, not characters', () => {
    expect(globMatches(Buffer.from('?'), Buffer.from('é'))).toBe(false);
    expect(globMatches(Buffer.from([0x2a, 0xff]), Buffer.from([0x61, 0xff]))).toBe(true);
  });

  test('fits exactly what the server itself takes it to fit', { timeout: 120_000 }, async () => {
    // Not the empty name: Redis 7.0 takes it to fit "*" and not "**", which nobody means.
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', ']', '^'), minLength: 1, maxLength: 6 });
    const pieces = fc.string({
      unit: fc.constantFrom('a', 'b', '*', '?', '[ab]', '[^a]', '[a-c]', '\\*', '\\b', '['),
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(letters, pieces, async (name, pattern) => {
        await rig.call('FLUSHALL');
        await rig.call('SET', name, '1');
        const [, found] = (await rig.call('SCAN', '0', 'MATCH', pattern, 'COUNT', '10')) as [string, string[]];
        expect(globMatches(Buffer.from(pattern), Buffer.from(name))).toBe(found.length === 1);
      }),
      { numRuns: 600 },
    );
  });

  test('with many stars takes no longer than its length allows', () => {
    const started = performance.now();
    expect(globMatches(Buffer.from('*a'.repeat(60) + 'b'), Buffer.from('a'.repeat(5_000)))).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
