import type { GroupRow } from '@weir/domain/wire/group-row';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import type { Summary } from '@weir/domain/wire/summary';
import { describe, expect, test } from 'vitest';
import { bytesPerEntry, emptyStreamWords, groupsOf, memoryShare, streamBadge } from './stream-view.ts';

const row: StreamRow = {
  key: 1,
  stream: 'orders',
  level: 'healthy',
  reason: '',
  length: 1_000,
  groups: 2,
  consumers: 3,
  entriesAdded: 5_000,
  firstId: '1-0',
  lastId: '2-0',
  firstAt: null,
  lastAt: null,
  memoryBytes: 50_000,
  memoryBecause: '',
  inPerSecond: 0,
  unread: 0,
  unreadUnknownGroups: 0,
  pending: 0,
  seenAt: 0,
};
// Only the part that is read.
const using = (usedBytes: number) => ({ memory: { usedBytes } }) as unknown as Summary;
const group = (name: string, level: GroupRow['level'], stream = 'orders') =>
  ({ group: name, level, stream }) as unknown as GroupRow;

describe('stream page', () => {
  test('groups of the stream stand worst first, then by name', () => {
    const rows = [
      group('b', 'healthy'),
      group('z', 'critical'),
      group('a', 'healthy'),
      group('x', 'critical', 'other'),
    ];
    expect(groupsOf(rows, 'orders').map((each) => each.group)).toEqual(['z', 'a', 'b']);
  });

  test('the badge says what is wrong, or how the stream is', () => {
    expect(streamBadge({ ...row, level: 'critical', reason: 'fulfilment falling behind' }).word).toBe(
      'fulfilment falling behind',
    );
    expect(streamBadge(row)).toEqual({ shape: 'healthy', word: 'Healthy' });
  });

  test('share of Redis is whole percent, never 0 and never all', () => {
    expect(memoryShare(row, using(1_000_000))).toBe('5% of Redis');
    expect(memoryShare(row, using(1_000_000_000))).toBe('< 1% of Redis');
    expect(memoryShare(row, using(50_000))).toBe('99% of Redis');
  });

  test('what is not known gives no share and no size per entry', () => {
    expect(memoryShare({ ...row, memoryBytes: null }, using(1))).toBe('');
    expect(memoryShare(row, null)).toBe('');
    expect(bytesPerEntry({ ...row, memoryBytes: null })).toBeNull();
    expect(bytesPerEntry({ ...row, length: 0 })).toBeNull();
    expect(bytesPerEntry(row)).toBe(50);
  });

  test('an empty stream says how it came to be empty', () => {
    expect(emptyStreamWords({ ...row, length: 0 })).toContain('All 5,000 entries ever added were trimmed or deleted.');
    expect(emptyStreamWords({ ...row, length: 0, entriesAdded: 0 })).toContain('none was ever added');
    expect(emptyStreamWords({ ...row, length: 0, entriesAdded: null })).toBe('The stream holds no entries.');
    expect(emptyStreamWords({ ...row, length: 0, entriesAdded: 1 })).toContain(
      'The one entry ever added was trimmed or deleted.',
    );
  });
});
