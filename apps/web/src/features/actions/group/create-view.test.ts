import { createGroupInput } from '@weir/domain/actions/action-input';
import { describe, expect, test } from 'vitest';
import { createInputOf, readingCode } from './create-view.ts';
import { aimOf } from './move-view.ts';

const from = (typed: string, at: string | undefined) => createInputOf('main', 'orders', typed, aimOf(at));

describe('a group to be created', () => {
  test('has a name and a place, and is one the server takes', () => {
    expect(from('audit', 'first')).toEqual({
      kind: 'create-group',
      connection: 'main',
      stream: 'orders',
      group: 'audit',
      start: { at: 'earliest' },
    });
    expect(createGroupInput.safeParse(from('audit', '7-0'))).toMatchObject({ success: true });
  });

  test('says what is missing', () => {
    expect(from('', 'first')).toMatch(/a name/);
    expect(from('audit', undefined)).toMatch(/where it begins/);
    expect(from('a\\', 'first')).toMatch(/backslash/);
  });

  test('has its name by the bytes that are meant', () => {
    expect(from('a\\xff', 'last')).toMatchObject({ group: 'a\\xff' });
    expect(from('caf\\xc3\\xa9', 'last')).toMatchObject({ group: 'café' });
  });

  test('is read by code that can be pasted', () => {
    expect(readingCode('my stream', 'g')[1]).toBe(
      'XREADGROUP GROUP g consumer-1 COUNT 10 BLOCK 5000 STREAMS "my stream" >',
    );
  });
});
