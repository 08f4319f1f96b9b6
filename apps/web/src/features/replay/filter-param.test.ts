import type { FieldCondition } from '@weir/domain/actions/entry-filter';
import { describe, expect, test } from 'vitest';
import { conditionOf, conditionWords, filterText, MOST_CONDITIONS, parseFilter } from './filter-param.ts';

describe('conditions in the address', () => {
  test.each<readonly FieldCondition[]>([
    [],
    [{ field: 'type', is: 'email.send' }],
    [
      { field: 'type', is: 'a,b:c%2Cd%' },
      { field: 'a:b', contains: ',' },
    ],
    [
      { field: String.raw`\xff`, exists: true },
      { field: '', exists: false },
    ],
    [{ field: 'note', is: '' }],
  ])('come back as they were: %j', (...conditions) => {
    expect(parseFilter(filterText(conditions))).toEqual(conditions);
  });

  test('read as words', () => {
    expect(filterText([{ field: 'type', is: 'email.send' }])).toBe('type:is:email.send');
    expect(conditionWords({ field: 'type', is: 'email.send' })).toBe('type is email.send');
    expect(conditionWords({ field: 'user', exists: false })).toBe('user does not exist');
    expect(conditionWords({ field: 'note', is: '' })).toBe('note is (empty)');
  });

  test('that say nothing are left out, and no more than the server takes are kept', () => {
    expect(parseFilter('type,type:like:x,type:contains:,user:exists')).toEqual([{ field: 'user', exists: true }]);
    expect(parseFilter(undefined)).toEqual([]);
    expect(parseFilter(Array.from({ length: 20 }, (_, n) => `f${n}:exists`).join(','))).toHaveLength(MOST_CONDITIONS);
    expect(conditionOf('type', 'contains', '')).toBeNull();
  });
});
