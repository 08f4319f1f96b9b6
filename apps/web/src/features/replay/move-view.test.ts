import { replayInput } from '@weir/domain/actions/action-input';
import { MAX_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { known } from '@weir/domain/known/known';
import type { RulerAnswer } from '@weir/domain/wire/answers';
import { describe, expect, test } from 'vitest';
import { aimOf, idAfter, idAtPlace, moveInputOf, moveLine } from './move-view.ts';

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
  test('is an entry, the beginning, the end or not chosen', () => {
    expect(aimOf('first')).toEqual({ to: 'beginning' });
    expect(aimOf('last')).toEqual({ to: 'end' });
    expect(aimOf('5-1')).toEqual({ to: 'entry', id: '5-1' });
    expect(aimOf('yesterday')).toEqual({ to: 'nowhere' });
  });

  test('at the end means behind the last entry that was seen, so that later ones are read', () => {
    expect(moveInputOf('main', 'orders', 'payers', { to: 'end' }, '9-4')).toMatchObject({ from: '9-5' });
    expect(moveInputOf('main', 'orders', 'payers', { to: 'end' }, null)).toBeNull();
    expect(idAfter('9-18446744073709551615' as EntryId)).toBe('10-0');
    expect(idAfter(MAX_ID)).toBeUndefined();
  });

  test('makes a change the server takes', () => {
    const input = moveInputOf('main', 'orders', '', { to: 'beginning' }, '9-4');
    expect(replayInput.safeParse(input).success).toBe(true);
    expect(moveInputOf('main', 'orders', 'payers', { to: 'nowhere' }, '9-4')).toBeNull();
  });
});

describe('a move on the ruler', () => {
  const position = `${AT - 60_000}-0`;
  test('back is read again, forward is skipped', () => {
    expect(moveLine(ruler(), position, { to: 'beginning' })).toMatchObject({ after: 0, turns: 'again' });
    expect(moveLine(ruler(), position, { to: 'end' })).toMatchObject({ after: 1, turns: 'skipped' });
    expect(moveLine(ruler(), position, aimOf(`${AT - 1_800_000}-0`))).toMatchObject({ turns: 'again' });
    expect(moveLine(ruler(), position, aimOf(position))).toMatchObject({ turns: 'nothing' });
  });

  test('draws nothing without an aim, or on an empty stream', () => {
    expect(moveLine(ruler(), position, { to: 'nowhere' })).toBeNull();
    expect(moveLine(ruler({ firstId: null, lastId: null }), position, { to: 'end' })).toBeNull();
  });

  test('a place is the moment that stands there', () => {
    for (const age of [0, 1_000, 60_000, 1_800_000, 7_200_000]) {
      const line = moveLine(ruler(), position, aimOf(`${AT - age}-0`));
      const id = idAtPlace(ruler(), line?.after ?? -1);
      expect(Math.abs(Number(id?.split('-')[0]) - (AT - age))).toBeLessThanOrEqual(1);
    }
    expect(idAtPlace(ruler({ idsAreTimes: false }), 0.5)).toBeUndefined();
  });
});
