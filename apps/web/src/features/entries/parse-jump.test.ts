import { describe, expect, test } from 'vitest';
import { parseJump } from './parse-jump.ts';

const NOW = Date.UTC(2026, 10, 20, 14, 32, 8);
const jump = (text: string, direction: 'asc' | 'desc' = 'asc', offset = 0) => {
  const found = parseJump(text, direction, NOW, offset);
  return found.ok ? found.id : found.sentence;
};
const at = (...[h, m, s = 0, ms = 0]: [number, number, number?, number?]) => Date.UTC(2026, 10, 20, h, m, s, ms);

describe('jump to', () => {
  test('an ID is taken as it is, up to the largest there is', () => {
    expect(jump('1795185127912-3')).toBe('1795185127912-3');
    expect(jump(' 18446744073709551615-18446744073709551615 ')).toBe('18446744073709551615-18446744073709551615');
  });

  test('a moment starts before its first entry upwards and behind its last downwards', () => {
    expect(jump('1795185127912', 'asc')).toBe('1795185127912-0');
    expect(jump('1795185127912', 'desc')).toBe('1795185127912-18446744073709551615');
  });

  test('ages count back from the time of Redis', () => {
    expect(jump('10 m')).toBe(`${NOW - 600_000}-0`);
    expect(jump('1h 30min ago')).toBe(`${NOW - 5_400_000}-0`);
    expect(jump('0.5 s')).toBe(`${NOW - 500}-0`);
    expect(jump('2D')).toBe(`${NOW - 172_800_000}-0`);
  });

  test('a clock time is the newest one that is not ahead', () => {
    expect(jump('14:30')).toBe(`${at(14, 30)}-0`);
    expect(jump('14:30:05.25')).toBe(`${at(14, 30, 5, 250)}-0`);
    expect(jump('14:33')).toBe(`${at(14, 33) - 86_400_000}-0`);
  });

  test('a clock time is read in the zone on screen', () => {
    expect(jump('16:30', 'asc', 120)).toBe(`${at(14, 30)}-0`);
    expect(jump('00:10', 'asc', 600)).toBe(`${at(14, 10)}-0`);
  });

  test('a date may name its zone; without one it is in the zone on screen', () => {
    expect(jump('2026-11-20T14:00Z', 'asc', 120)).toBe(`${at(14, 0)}-0`);
    expect(jump('2026-11-20 14:00', 'asc', 120)).toBe(`${at(12, 0)}-0`);
    expect(jump('2026-11-20')).toBe(`${at(0, 0)}-0`);
  });

  test.each([
    '1795-x',
    '1-18446744073709551616',
    '01-1',
    'yesterday',
    '25:00',
    '10 parsecs',
    '',
    '2026-13-45',
    '99999999999999999999',
  ])('%j is answered with a sentence and an example', (text) => {
    expect(jump(text)).toMatch(/such as 14:30, 10 m or 1795185127912-0\.$/);
  });
});
