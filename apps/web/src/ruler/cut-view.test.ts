import { parseEntryId, type EntryId } from '@weir/domain/entries/entry-id';
import { describe, expect, test } from 'vitest';
import { cutView } from './cut-view.ts';

const place = (id: EntryId) => Number(id.slice(0, id.indexOf('-'))) / 100;

describe('the cut of a trim', () => {
  test('removes up to the first entry that stays', () => {
    expect(parseEntryId('30-0')).toBeDefined();
    expect(cutView({ asked: '30-0', bound: '30-0', guarded: true }, 0.5, place)).toEqual({
      handle: 0.3,
      removesTo: 0.3,
      conflict: null,
    });
  });

  test('held back by the guard shows what is still needed', () => {
    expect(cutView({ asked: '80-0', bound: '50-0', guarded: true }, 0.5, place)).toEqual({
      handle: 0.8,
      removesTo: 0.5,
      conflict: { from: 0.5, to: 0.8 },
    });
  });

  test('without the guard what is needed goes too, and is shown', () => {
    expect(cutView({ asked: null, bound: null, guarded: false }, 0.5, place)).toEqual({
      handle: 1,
      removesTo: 1,
      conflict: { from: 0.5, to: 1 },
    });
  });
});
