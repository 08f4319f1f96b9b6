import { describe, expect, test } from 'vitest';
import { restoreForm, restoreInputOf } from './restore-form.ts';

describe('restoring an archive', () => {
  test('goes into a new stream under the old IDs, unless somebody says otherwise', () => {
    expect(restoreInputOf('main', 'trim-1', restoreForm('orders'))).toEqual({
      kind: 'restore',
      connection: 'main',
      stream: 'orders:restored',
      archive: 'trim-1',
      create: true,
      as: 'keep',
      originField: null,
      again: false,
    });
  });
  test('takes a field for the old ID only where entries get new ones', () => {
    const form = { ...restoreForm('orders'), originField: 'was' };
    expect(restoreInputOf('main', 'trim-1', form)).toMatchObject({ originField: null });
    expect(restoreInputOf('main', 'trim-1', { ...form, as: 'new' })).toMatchObject({ as: 'new', originField: 'was' });
  });
  test('needs a stream', () => {
    expect(restoreInputOf('main', 'trim-1', { ...restoreForm('orders'), into: '' })).toContain('Name the stream');
  });
  test('a link to its plan opens the form as it was', () => {
    const form = { into: 'orders', create: false, as: 'new', originField: 'was', again: true } as const;
    const input = restoreInputOf('main', 'trim-1', form);
    if (typeof input === 'string') throw new Error(input);
    expect(restoreForm('elsewhere', input)).toEqual(form);
  });
});
