import { createGroupInput, moveGroupInput } from '@weir/domain/actions/action-input';
import { known } from '@weir/domain/known/known';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { RulerAnswer } from '@weir/domain/wire/answers';
import { describe, expect, test } from 'vitest';
import {
  aimOf,
  bestOf,
  byParam,
  idAtPlace,
  likeParam,
  moveFacts,
  moveInputOf,
  moveLine,
  type MovePreview,
  paceWords,
  placeOf,
} from './move-view.ts';

const AT = 1_795_185_128_000;

function ruler(over: Partial<RulerAnswer> = {}): RulerAnswer {
  return {
    at: AT,
    firstId: `${AT - 7_200_000}-0`,
    lastId: `${AT}-0`,
    idsAreTimes: true,
    length: 100,
    groups: [],
    neededFrom: known(null),
    safeToTrim: known({ entries: 0, exact: true, bytes: 0 }),
    ...over,
  };
}

describe('where a group is to go on', () => {
  test('is an entry, the beginning, the end, so many entries away, another group, or not chosen', () => {
    expect(aimOf('first')).toEqual({ to: 'beginning' });
    expect(aimOf('last')).toEqual({ to: 'end' });
    expect(aimOf('5-1')).toEqual({ to: 'entry', id: '5-1' });
    expect(aimOf('+500')).toEqual({ to: 'by', count: 500 });
    expect(aimOf('-20')).toEqual({ to: 'by', count: -20 });
    expect(aimOf(likeParam('a:b'))).toEqual({ to: 'like', group: 'a:b' });
    expect(aimOf(likeParam(''))).toEqual({ to: 'like', group: '' });
    for (const none of ['yesterday', '+0', '20', undefined, '-']) expect(aimOf(none)).toEqual({ to: 'nowhere' });
  });

  test('is typed as a number of entries with or without a sign', () => {
    expect(['500', '+500', '- 1,000', '−3'].map(byParam)).toEqual(['+500', '+500', '-1000', '-3']);
    expect(['0', '', 'ten', '5.5', '99999999', '6000000'].map(byParam)).toEqual(Array(6).fill(undefined));
  });

  test.each(['first', 'last', '7-0', '+3', '-3', likeParam('other')])('makes a change the server takes: %s', (at) => {
    const input = moveInputOf('main', 'orders', '', aimOf(at));
    expect(moveGroupInput.safeParse(input)).toMatchObject({ success: true });
  });

  test('is no change while nothing is chosen', () => {
    expect(moveInputOf('main', 'orders', 'payers', aimOf(undefined))).toBeNull();
    expect(placeOf(aimOf('+3'))).toBeNull();
    const made = { kind: 'create-group', connection: 'main', stream: 's', group: 'g', start: placeOf(aimOf('last')) };
    expect(createGroupInput.safeParse(made)).toMatchObject({ success: true });
  });
});

const valuesOf = (...args: Parameters<typeof moveFacts>) => moveFacts(...args).map(({ value }) => value);

describe('what a move means', () => {
  const preview: MovePreview = {
    of: 'move-group',
    way: 'back',
    from: '9-0',
    to: '1-0',
    entriesRead: known(9),
    unreadAfter: { count: 408_800, exact: true },
    pending: 31,
  };
  // Only what is looked at.
  const plan = { affects: { count: 408_800, exact: true } } as ReadyPlan;

  test('back is read again, with what stays pending and how long it takes at its best rate', () => {
    const pace = { best: 540, comesIn: 212 };
    expect(valuesOf(plan, preview, pace)).toEqual(['408,800 entries', '0', '31, unchanged', 'about 21 m']);
    expect(paceWords(pace)).toMatch(/540\/s, while 212\/s come in/);
  });

  test('forward is skipped; what is not known is not reckoned with', () => {
    const forward = { ...preview, way: 'forward', pending: 0, unreadAfter: { count: 0, exact: true } } as const;
    const pace = { best: null, comesIn: 1 };
    expect(valuesOf(plan, forward, pace)).toEqual(['0', '408,800 entries', 'none', 'at once']);
    expect(moveFacts(plan, preview, pace).at(-1)).toMatchObject({ unknown: expect.stringContaining('long enough') });
    expect(paceWords(pace)).toBe('');
    expect(valuesOf(plan, preview, { best: 5, comesIn: 5 }).at(-1)).toBe('never at its rates');
  });

  test('the best rate leaves gaps out', () => {
    const points = [
      [1, null],
      [2, 40],
      [3, 7],
    ] as const;
    expect(bestOf([{ metric: 'outPerSecond', points, resolutionMs: 1 } as never])).toBe(40);
    expect(bestOf(undefined)).toBeNull();
  });
});

describe('a move on the ruler', () => {
  const position = `${AT - 60_000}-0`;
  test('back is read again, forward is skipped', () => {
    const line = (at: string, planned?: string) => moveLine(ruler(), position, aimOf(at), planned);
    expect(line('first')).toMatchObject({ after: 0, turns: 'again' });
    expect(line('last')).toMatchObject({ after: 1, turns: 'skipped' });
    expect(line(`${AT - 1_800_000}-0`)).toMatchObject({ turns: 'again' });
    expect(line(position)).toMatchObject({ turns: 'nothing' });
    expect(line('-500', `${AT - 90_000}-0`)).toMatchObject({ turns: 'again' });
  });

  test('draws nothing without an aim, before it is counted, or on an empty stream', () => {
    expect(moveLine(ruler(), position, { to: 'nowhere' }, undefined)).toBeNull();
    expect(moveLine(ruler(), position, aimOf('-500'), undefined)).toBeNull();
    expect(moveLine(ruler({ firstId: null, lastId: null }), position, { to: 'end' }, undefined)).toBeNull();
  });

  test('a place is the moment that stands there', () => {
    for (const age of [0, 1_000, 60_000, 1_800_000, 7_200_000]) {
      const line = moveLine(ruler(), position, aimOf(`${AT - age}-0`), undefined);
      const id = idAtPlace(ruler(), line?.after ?? -1);
      expect(Math.abs(Number(id?.split('-')[0]) - (AT - age))).toBeLessThanOrEqual(1);
    }
    expect(idAtPlace(ruler({ idsAreTimes: false }), 0.5)).toBeUndefined();
  });
});
