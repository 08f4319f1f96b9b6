import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import { expect, test } from 'vitest';
import { gapsIn, stateSamples } from './state-samples.ts';

const watched: AlertRule['watched'] = {
  over: 'groups',
  streams: '*',
  groups: '*',
  except: '',
  when: { is: 'status', status: 'ghosts' },
};
const RULE = { watched, forMs: 25, holdMs: 7 };
const change = (at: number, status: 'ghosts' | 'healthy') => ({ at, level: 'warning', status }) as const;

test('a state is not known before its first change and in a gap, and is looked at wherever a rule might turn', () => {
  const samples = stateSamples(RULE, { from: 0, to: 200 }, [change(42, 'ghosts')], [{ from: 90, to: 130 }], 50);
  expect(samples.map(([at, , sight]) => [at, sight.known ? sight.met : null])).toEqual([
    [0, null],
    [42, true],
    [49, true],
    [50, true],
    [67, true],
    [90, null],
    [100, null],
    [130, true],
    [150, true],
    [200, true],
  ]);
});

test('a change before the time is the state it begins with', () => {
  const samples = stateSamples(RULE, { from: 100, to: 150 }, [change(3, 'ghosts'), change(120, 'healthy')], [], 50);
  expect(samples.map(([at, , sight]) => [at, sight.known && sight.met])).toEqual([
    [100, true],
    [120, false],
    [127, false],
    [145, false],
    [150, false],
  ]);
});

test('gaps are the times between points that are not known, at both ends too', () => {
  const range = { from: 0, to: 100 };
  expect(gapsIn([], range)).toEqual([{ from: 0, to: 100 }]);
  expect(gapsIn([[0, 1]], range)).toEqual([]);
  expect(
    gapsIn(
      [
        [10, 5],
        [20, 0],
        [21, null],
        [40, null],
        [60, 3],
        [80, null],
      ],
      range,
    ),
  ).toEqual([
    { from: 0, to: 10 },
    { from: 21, to: 60 },
    { from: 80, to: 100 },
  ]);
});
