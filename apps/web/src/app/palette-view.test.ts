import { describe, expect, test } from 'vitest';
import { groupRow, streamRow } from '../live/test-rows.ts';
import { matchAt, paletteSections } from './palette-view.ts';

const streams = [
  streamRow({ key: 1, stream: 'orders' }),
  streamRow({ key: 2, stream: 'reorders' }),
  streamRow({ key: 3, stream: 'audit' }),
];
const groups = [
  groupRow({ key: 1, stream: 'orders', group: 'payers' }),
  groupRow({ key: 2, stream: 'audit', group: 'orderly' }),
];

function found(typed: string, paused = false): Record<string, string[]> {
  const sections = paletteSections(typed, streams, groups, paused);
  return Object.fromEntries(
    sections.map(({ title, hits }) => [
      title,
      hits.map((hit) => (hit.kind === 'stream' ? hit.row.stream : hit.kind === 'group' ? hit.row.group : hit.word)),
    ]),
  );
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
    expect(found('polling', true)).toEqual({ Do: ['Resume polling'] });
  });
  test('finds the privacy request, which has no place in the navigation', () => {
    expect(found('privacy')).toEqual({ Do: ['Privacy request…'] });
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
    expect(paletteSections('@g', [], many, false)[0]?.hits).toHaveLength(8);
  });
  test('says where the words stand for the highlight', () => {
    expect(matchAt('reOrders', '#order')).toEqual({ from: 2, length: 5 });
    expect(matchAt('orders', '')).toEqual({ from: -1, length: 0 });
  });
});
