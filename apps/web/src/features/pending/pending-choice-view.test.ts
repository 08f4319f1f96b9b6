import { describe, expect, test } from 'vitest';
import { isChosen, NO_CHOICE, toggled } from './pending-choice-view.ts';

const PAGE = ['1-0', '2-0', '3-0', '4-0'];

describe('choosing pending entries', () => {
  test('a row is put in and taken out again', () => {
    const one = toggled(NO_CHOICE, '2-0', false, PAGE);
    expect([...one.ids]).toEqual(['2-0']);
    expect(isChosen(toggled(one, '2-0', false, PAGE))).toBe(false);
  });

  test('a range goes from the row before it, in either direction', () => {
    const one = toggled(NO_CHOICE, '3-0', false, PAGE);
    expect([...toggled(one, '1-0', true, PAGE).ids].toSorted()).toEqual(['1-0', '2-0', '3-0']);
    expect([...toggled(one, '4-0', true, PAGE).ids].toSorted()).toEqual(['3-0', '4-0']);
  });

  test('a range without a beginning on this page is the one row', () => {
    expect([...toggled({ ...NO_CHOICE, last: '9-0' }, '2-0', true, PAGE).ids]).toEqual(['2-0']);
  });

  test('a row taken out of all leaves the others of the page', () => {
    const choice = toggled({ ...NO_CHOICE, all: true }, '2-0', false, PAGE);
    expect(choice.all).toBe(false);
    expect([...choice.ids]).toEqual(['1-0', '3-0', '4-0']);
  });
});
