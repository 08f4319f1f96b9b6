import { describe, expect, test } from 'vitest';
import { type SparkPoint, sparkPaths } from './sparkline-view.ts';

/** Figures spread evenly over the whole width. */
const even = (...values: readonly (number | null)[]): SparkPoint[] =>
  values.map((value, at) => [values.length < 2 ? 1 : at / (values.length - 1), value]);

describe('a sparkline', () => {
  test('a gap starts a new stroke', () => {
    expect(sparkPaths(even(1, 2, null, 3, 4), 96, 22, 0).told.line.match(/M/g)).toHaveLength(2);
  });
  test('a young series stands at the right, at the scale of the whole time', () => {
    const { line } = sparkPaths(
      [
        [0.95, 1],
        [1, 2],
      ],
      105,
      22,
      0,
    ).told;
    expect(line).toMatch(/^M97\.5 /);
    expect(line).toMatch(/L102\.5 /);
  });
  test('a single point can still be seen', () => {
    expect(sparkPaths(even(null, 5, null), 96, 22, 0).told.line).toContain('h.01');
  });
  test('before the breach it is calm, from there on told, joined at one point', () => {
    const view = sparkPaths(even(1, 1, 5, 5), 96, 22, 2);
    expect(view.calm.line.match(/L/g)).toHaveLength(2);
    expect(view.told.line.match(/L/g)).toHaveLength(1);
  });
  test('zero lies on the ground, a flat line above zero does not touch the top', () => {
    expect(sparkPaths(even(0, 0), 96, 22, 0).last?.y).toBe(19.5);
    const flat = sparkPaths(even(50, 50), 96, 22, 0).last?.y ?? 0;
    expect(flat).toBeGreaterThan(6);
    expect(flat).toBeLessThan(12);
  });
  test('nothing known draws nothing', () => {
    expect(sparkPaths(even(null, null), 96, 22, 0)).toMatchObject({ last: null, told: { line: '', area: '' } });
    expect(sparkPaths(even(), 96, 22, 0).last).toBeNull();
  });
  test('no coordinate is ever not a number', () => {
    for (const points of [[0], [1, 0], [0, 1e15], [5, null, 5]])
      expect(JSON.stringify(sparkPaths(even(...points), 96, 22, 0))).not.toMatch(/NaN|null,|Infinity/);
  });
});
