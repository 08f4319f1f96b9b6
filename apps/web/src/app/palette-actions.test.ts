import { describe, expect, test } from 'vitest';
import { groupRow, streamRow } from '../live/test-rows.ts';
import { paletteActions, type ActionsAsked, type PaletteAction } from './palette-actions.ts';

const asked: ActionsAsked = {
  words: '',
  streams: [
    streamRow({ key: 1, stream: 'orders', length: 4_000 }),
    streamRow({ key: 2, stream: 'mails', length: 0 }),
    streamRow({ key: 3, stream: 'audit', level: 'critical', length: 9 }),
  ],
  groups: [
    groupRow({ key: 1, stream: 'orders', group: 'payers', pending: 12 }),
    groupRow({ key: 2, stream: 'orders', group: 'printers' }),
    groupRow({ key: 3, stream: 'audit', group: 'copy', level: 'critical', pending: 3 }),
  ],
  may: { operator: true, maintainer: true },
  here: null,
};

const words = ({ word, group, stream, entries }: PaletteAction): string =>
  [word, group ?? stream, entries].filter((part) => part !== null).join(' ');
const found = (typed: string, change: Partial<ActionsAsked> = {}): readonly string[] =>
  paletteActions({ ...asked, words: typed, ...change }).map(words);

describe('the actions of the palette', () => {
  test('are found by their word and their object, in any order, with what they would be about', () => {
    expect(found('claim pay')).toEqual(['Claim payers 12']);
    expect(found('orders trim')).toEqual(['Trim orders 4000']);
    expect(found('delete str aud')).toEqual(['Delete stream audit 9']);
    expect(found('dead-letter copy')).toEqual(['Dead-letter copy 3']);
    expect(found('move print')).toEqual(['Move position printers']);
    for (const word of ['restore', 'archive'])
      expect(found(`${word} mails`)).toEqual(['Restore from an archive mails']);
    expect(found('create orders')).toEqual([
      'Create consumer payers',
      'Create consumer printers',
      'Create group orders',
    ]);
  });

  test('begin with what is in trouble, and before that with what is open', () => {
    expect(found('claim')).toEqual(['Claim copy 3', 'Claim payers 12']);
    const here = { stream: 'orders', group: 'payers' };
    expect(found('claim', { here })).toEqual(['Claim payers 12', 'Claim copy 3']);
  });

  test('are offered only where there is something to do, and to who may', () => {
    expect(found('trim mails')).toEqual([]);
    expect(found('acknowledge print')).toEqual([]);
    expect(found('trim', { may: { operator: true, maintainer: false } })).toEqual([]);
    expect(found('claim pay', { may: { operator: false, maintainer: false } })).toEqual([]);
  });

  test('of what is open are shown with nothing typed; elsewhere a letter or a name alone is no action', () => {
    const here = { stream: 'mails', group: null };
    expect(found('', { here })).toEqual([
      'Add entry mails',
      'Create group mails',
      'Delete stream mails 0',
      'Restore from an archive mails',
    ]);
    expect(found('')).toEqual([]);
    expect(found('t')).toEqual([]);
    // Or whoever looks for the streams would come upon deleting one.
    expect(found('stream')).toEqual([]);
    expect(found('orders')).toEqual([]);
  });

  test('are at most eight, however many there are', () => {
    const groups = Array.from({ length: 10_000 }, (_, at) => groupRow({ key: at, group: `g${at}`, pending: 1 }));
    expect(found('claim', { groups })).toHaveLength(8);
  });
});
