import { describe, expect, test } from 'vitest';
import { freshFor } from '../consumers/waiting-walk.ts';
import { createSharedReads } from './shared-reads.ts';

function counted() {
  const clock = { at: 0 };
  const reads = createSharedReads<number>(() => clock.at);
  const asked = { times: 0 };
  const read = () => Promise.resolve((asked.times += 1));
  return { clock, reads, asked, read };
}

const forEver = () => new Promise<number>(() => undefined);

describe('reads that viewers share', () => {
  test('many who ask at once cost one reading', async () => {
    const { reads, asked, read } = counted();
    const answers = await Promise.all(Array.from({ length: 100 }, () => reads.of('g', 2_000, read)));
    expect(new Set(answers)).toEqual(new Set([1]));
    expect(asked.times).toBe(1);
  });

  test('an answer serves until it is no longer fresh', async () => {
    const { clock, reads, read } = counted();
    await reads.of('g', 2_000, read);
    clock.at = 2_000;
    expect(await reads.of('g', 2_000, read)).toBe(1);
    clock.at = 2_001;
    expect(await reads.of('g', 2_000, read)).toBe(2);
  });

  test('different names are read apart', async () => {
    const { reads, asked, read } = counted();
    await reads.of('a', 2_000, read);
    await reads.of('b', 2_000, read);
    expect(asked.times).toBe(2);
  });

  test('a slow reading does not hold back the page: the answer before it serves meanwhile', async () => {
    const { clock, reads, read } = counted();
    expect(await reads.of('new', 2_000, forEver)).toBeNull();
    await reads.of('g', 2_000, read);
    clock.at = 5_000;
    expect(await reads.of('g', 2_000, forEver)).toBe(1);
  });

  test('a failed reading leaves the answer before it', async () => {
    const { clock, reads, read } = counted();
    await reads.of('g', 2_000, read);
    clock.at = 5_000;
    expect(await reads.of('g', 2_000, () => Promise.reject(new Error('down')))).toBe(1);
  });

  test('longer pending lists are walked less often, between two seconds and a minute', () => {
    expect([0, 1_000, 100_000, 10_000_000].map(freshFor)).toEqual([2_000, 2_100, 12_000, 60_000]);
  });
});
