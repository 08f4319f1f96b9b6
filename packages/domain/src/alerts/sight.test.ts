import { describe, expect, test } from 'vitest';
import { known, unknown } from '../known/known.ts';
import type { AlertCondition, FigureCondition } from './alert-rule.ts';
import { figureSight, type Shown, sightOf } from './sight.ts';

const shown = (change: Partial<Shown> = {}): Shown => ({
  level: 'healthy',
  status: 'healthy',
  unreachable: null,
  figure: () => known(0),
  ...change,
});
const over = (value: number, clear: number | null = null): FigureCondition => ({
  is: 'figure',
  metric: 'unread',
  op: 'above',
  value,
  clear,
});

describe('a figure', () => {
  test('is met above its value, not at it', () => {
    expect(figureSight(over(10), 10)).toEqual({ known: true, met: false, clear: true });
    expect(figureSight(over(10), 11)).toEqual({ known: true, met: true, clear: false });
  });

  test('with a level where it is clear is over only there', () => {
    expect(figureSight(over(10, 4), 5)).toEqual({ known: true, met: false, clear: false });
    expect(figureSight(over(10, 4), 4)).toEqual({ known: true, met: false, clear: true });
  });

  test('below works the other way round', () => {
    const below = { op: 'below', value: 3, clear: 5 } as const;
    expect(figureSight(below, 2)).toMatchObject({ met: true, clear: false });
    expect(figureSight(below, 4)).toMatchObject({ met: false, clear: false });
    expect(figureSight(below, 5)).toMatchObject({ met: false, clear: true });
  });

  test('that is not known is neither: it is not taken for zero', () => {
    const below: AlertCondition = { ...over(3), op: 'below' };
    expect(sightOf(below, shown({ figure: () => unknown('lag is not counted') }))).toEqual({
      known: false,
      because: 'lag is not counted',
    });
  });
});

describe('a state', () => {
  const status: AlertCondition = { is: 'status', status: 'dead-consumer' };
  const level: AlertCondition = { is: 'level', least: 'warning' };

  test('is met by itself, a level by itself and the worse ones', () => {
    expect(sightOf(status, shown({ status: 'dead-consumer' }))).toMatchObject({ met: true });
    expect(sightOf(status, shown({ status: 'behind' }))).toMatchObject({ met: false, clear: true });
    expect(sightOf(level, shown({ level: 'critical' }))).toMatchObject({ met: true });
    expect(sightOf(level, shown({ level: 'warning' }))).toMatchObject({ met: true });
    expect(sightOf(level, shown({ level: 'idle' }))).toMatchObject({ met: false });
    expect(sightOf({ ...level, least: 'critical' }, shown({ level: 'warning' }))).toMatchObject({ met: false });
  });

  test('that cannot be judged is not known', () => {
    expect(sightOf(status, shown({ status: 'unknown' }))).toMatchObject({ known: false });
    expect(sightOf(level, shown({ level: 'unknown' }))).toMatchObject({ known: false });
  });

  test('of a connection is whether Redis can be reached; while Weir is connecting that is not known', () => {
    const unreachable: AlertCondition = { is: 'unreachable' };
    expect(sightOf(unreachable, shown({ unreachable: 'refused' }))).toMatchObject({ met: true });
    expect(sightOf(unreachable, shown({ unreachable: '' }))).toMatchObject({ met: false, clear: true });
    expect(sightOf(unreachable, shown({ unreachable: null }))).toMatchObject({ known: false });
  });
});
