import { describe, expect, test } from 'vitest';
import { roundAge, rulerTicks } from './ticks.ts';

const MIN = 60_000;

describe('ticks of the ruler', () => {
  test('both ends are printed, and round ages between them', () => {
    const texts = rulerTicks(120 * MIN, 'stretch', 860).map((tick) => tick.text);
    expect(texts[0]).toBe('2 h ago');
    expect(texts.at(-1)).toBe('now');
    expect(texts).toEqual(expect.arrayContaining(['1 min', '10 s', '5 min']));
  });

  test('labels never come closer than they are wide', () => {
    for (const width of [300, 360, 860, 1600])
      for (const scale of ['stretch', 'linear'] as const) {
        const places = rulerTicks(7 * 24 * 60 * MIN, scale, width).map((tick) => tick.place * width);
        const steps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
        expect(Math.min(...steps)).toBeGreaterThanOrEqual(53.9);
      }
  });

  test('linear ticks stand at equal distances', () => {
    const places = rulerTicks(60 * MIN, 'linear', 1_000).map((tick) => tick.place);
    expect(places.map((place) => Math.round(place * 6))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('a stream of one moment has only now', () => {
    expect(rulerTicks(0, 'stretch', 800)).toEqual([{ place: 1, text: 'now' }]);
  });

  test('ages read in the largest unit that fits', () => {
    expect([400, 10_000, 90_000, 3 * 60 * MIN, 72 * 60 * MIN].map(roundAge)).toEqual([
      '1 s',
      '10 s',
      '2 min',
      '3 h',
      '3 d',
    ]);
  });
});
