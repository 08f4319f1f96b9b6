import type { StreamRow } from '@weir/domain/wire/stream-row';
import { describe, expect, test } from 'vitest';
import { boundsOf, hasNewer, nothingHereWords, placeOf, saveHref, saveWords, startToKeep } from './entries-view.ts';

const row: StreamRow = {
  key: 1,
  stream: 'orders',
  level: 'healthy',
  reason: '',
  length: 3,
  groups: 0,
  consumers: 0,
  entriesAdded: 3,
  firstId: '10-0',
  lastId: '30-0',
  firstAt: null,
  lastAt: null,
  memoryBytes: null,
  memoryBecause: 'not read yet',
  inPerSecond: 0,
  unread: 0,
  unreadUnknownGroups: 0,
  pending: 0,
  seenAt: 0,
};

describe('place in the entries of a stream', () => {
  test('the address starts at the newest unless it says otherwise', () => {
    expect(placeOf({})).toEqual({ direction: 'desc', from: undefined, cursor: undefined });
    expect(placeOf({ from: '20-0', dir: 'asc', page: '25-0' })).toEqual({
      direction: 'asc',
      from: '20-0',
      cursor: '25-0',
    });
  });

  test('what is no id and no direction is not asked for', () => {
    expect(placeOf({ from: 'x', dir: 'sideways', page: '1' })).toEqual({
      direction: 'desc',
      from: undefined,
      cursor: undefined,
    });
  });

  test('the start is the upper bound downwards and the lower one upwards', () => {
    expect(boundsOf(placeOf({ from: '20-0' }))).toEqual({ to: '20-0' });
    expect(boundsOf(placeOf({ from: '20-0', dir: 'asc' }))).toEqual({ from: '20-0' });
    expect(boundsOf(placeOf({}))).toEqual({});
  });

  test('an opened entry holds the list at what it shows; a page further down holds itself', () => {
    expect(startToKeep(placeOf({}), [{ id: '30-0' }, { id: '20-0' }])).toBe('30-0');
    expect(startToKeep(placeOf({ from: '25-0' }), [{ id: '20-0' }])).toBe('25-0');
    expect(startToKeep(placeOf({ page: '20-0' }), [{ id: '19-0' }])).toBeUndefined();
  });

  test('newer entries are announced only at the top of the newest-first list', () => {
    expect(hasNewer(placeOf({}), '20-0', '30-0')).toBe(true);
    expect(hasNewer(placeOf({}), '30-0', '30-0')).toBe(false);
    expect(hasNewer(placeOf({}), undefined, '30-0')).toBe(true);
    expect(hasNewer(placeOf({ dir: 'asc' }), '10-0', '30-0')).toBe(false);
    expect(hasNewer(placeOf({ page: '20-0' }), '19-0', '30-0')).toBe(false);
  });

  test('an empty page says which emptiness it is', () => {
    expect(nothingHereWords(placeOf({ page: '1-0' }), row)).toBe('The list ends here.');
    expect(nothingHereWords(placeOf({ from: '9-0' }), row)).toContain('No entry at or before 9-0.');
    expect(nothingHereWords(placeOf({ from: '31-0', dir: 'asc' }), row)).toContain('No entry at or after 31-0.');
    expect(nothingHereWords(placeOf({}), row)).toContain('since the last poll');
  });
});

function at(direction: 'asc' | 'desc', from?: string) {
  return { direction, from, cursor: '9-0' };
}

describe('the list as a file', () => {
  test('is the range that is read, whichever page of it is shown', () => {
    const limit = 'limit=1000000';
    expect(saveHref('main', 'a&b', at('desc'), 'csv')).toBe(
      `/export/entries.csv?connection=main&stream=a%26b&${limit}`,
    );
    expect(saveHref('main', 's', at('desc', '5-0'), 'ndjson')).toContain(`&to=5-0&${limit}`);
    expect(saveHref('main', 's', at('asc', '5-0'), 'ndjson')).toContain(`&from=5-0&${limit}`);
  });
  test('says what is in it, and how much at most', () => {
    expect(saveWords(at('desc'))).toBe('All entries of the stream, the oldest first, up to 1,000,000');
    expect(saveWords(at('asc', '5-0'))).toContain('from 5-0 on,');
    expect(saveWords(at('desc', '5-0'))).toContain('from 5-0 down,');
  });
});
