import { describe, expect, test } from 'vitest';
import { groupRow, streamRow } from '../live/test-rows.ts';
import { matchAt, paletteSections, type PaletteAsked, type PaletteHit } from './palette-view.ts';

const streams = [
  streamRow({ key: 1, stream: 'orders' }),
  streamRow({ key: 2, stream: 'reorders' }),
  streamRow({ key: 3, stream: 'audit' }),
];
const groups = [
  groupRow({ key: 1, stream: 'orders', group: 'payers' }),
  groupRow({ key: 2, stream: 'audit', group: 'orderly' }),
];

const asked: PaletteAsked = {
  streams,
  groups,
  paused: false,
  may: { operator: true, maintainer: true },
  here: null,
};

function found(typed: string, change: Partial<PaletteAsked> = {}): Record<string, string[]> {
  return Object.fromEntries(
    paletteSections(typed, { ...asked, ...change }).map(({ title, hits }) => [title, hits.map(nameOf)]),
  );
}

function nameOf(hit: PaletteHit): string {
  if (hit.kind === 'action') return `${hit.action.word} ${hit.action.group ?? hit.action.stream}`;
  if (hit.kind === 'stream') return hit.row.stream;
  return hit.kind === 'group' ? hit.row.group : hit.word;
}

describe('the palette', () => {
  test('a name that begins with the words goes before one that holds them, and that before one on a stream of that name', () => {
    expect(found('order')).toMatchObject({ Groups: ['orderly', 'payers'], Streams: ['orders', 'reorders'] });
  });
  test('a stream of the name typed goes before groups that only stand on it', () => {
    expect(Object.keys(found('orders'))).toEqual(['Streams', 'Groups']);
  });
  test('# @ and > narrow to streams, groups, pages', () => {
    expect(found('#aud')).toEqual({ Streams: ['audit'] });
    expect(found('@pay')).toEqual({ Groups: ['payers'] });
    expect(found('>str')).toEqual({ 'Go to': ['Streams'] });
  });
  test('offers to resume while paused and to pause otherwise', () => {
    expect(found('polling')).toEqual({ Do: ['Pause polling'] });
    expect(found('polling', { paused: true })).toEqual({ Do: ['Resume polling'] });
  });
  test('finds the privacy request, which has no place in the navigation', () => {
    expect(found('privacy')).toEqual({ Do: ['Privacy request…'] });
  });
  test('what names an action goes first; # and @ offer none', () => {
    expect(Object.keys(found('trim'))).toEqual(['Actions', 'Do']);
    expect(found('trim orders')).toEqual({ Actions: ['Trim orders', 'Trim reorders'] });
    expect(found('#trim')).toEqual({});
    const held = [groupRow({ key: 1, group: 'payers', pending: 1 })];
    expect(Object.keys(found('dead', { groups: held }))).toEqual(['Go to', 'Actions', 'Do']);
    expect(found('new')['Do']).toEqual(['New dead-letter policy…', 'New replay…', 'New trim policy…']);
  });
  test('with nothing typed the page that is open says what can be done with it, behind where one can go', () => {
    const here = found('', { here: { stream: 'orders', group: null } });
    expect(Object.keys(here)).toEqual(['Go to', 'Actions', 'Groups', 'Streams']);
    expect(here['Actions']).toContain('Delete stream orders');
  });
  test('empty shows where one can go, and no commands', () => {
    const nothing = found('');
    expect(nothing['Go to']).toEqual([
      'Triage',
      'Streams',
      'Groups',
      'Dead letters',
      'Policies',
      'Jobs',
      'Alerts',
      'Audit',
    ]);
    expect(nothing['Do']).toBeUndefined();
  });
  test('shows at most eight of a kind however many match', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => groupRow({ key: at, group: `g${at}` }));
    expect(paletteSections('@g', { ...asked, streams: [], groups: many })[0]?.hits).toHaveLength(8);
  });
  test('says where the words stand for the highlight', () => {
    expect(matchAt('reOrders', '#order')).toEqual({ from: 2, length: 5 });
    expect(matchAt('orders', '')).toEqual({ from: -1, length: 0 });
    expect(matchAt('orders', 'trim ord')).toEqual({ from: 0, length: 3 });
  });
});
