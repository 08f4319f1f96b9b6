import { expect, test } from 'vitest';
import { forecastView } from './forecast-view.ts';

test('draws the saw-tooth in its box and says where it comes to rest', () => {
  const points = [
    [0, 1_000],
    [50, 2_000],
    [50, 500],
    [100, 1_500],
  ] as const;
  const view = forecastView({ points, levelsOut: { entries: 1_500, bytes: 127_000_000 }, keepsUp: true });
  expect(view).toMatchObject({
    line: 'M0 50L50 0L50 75L100 25',
    most: 2_000,
    words: 'levels out at 1,500, about 127 MB',
  });
  expect(view?.area).toBe('M0 50L50 0L50 75L100 25L100 100L0 100Z');
});

test('says when it grows on, when it is not known, and draws nothing of nothing', () => {
  const points = [
    [0, 10],
    [1, 20],
  ] as const;
  expect(forecastView({ points, levelsOut: null, keepsUp: false })?.words).toContain('goes on growing');
  expect(forecastView({ points, levelsOut: { entries: 20, bytes: null }, keepsUp: true })?.words).toBe(
    'levels out at 20',
  );
  expect(forecastView({ points, levelsOut: null, keepsUp: true })?.words).toContain('does not come to rest');
  expect(forecastView({ points: [[0, 0]], levelsOut: null, keepsUp: true })).toBeNull();
});
