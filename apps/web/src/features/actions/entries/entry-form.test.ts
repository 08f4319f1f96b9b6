import { describe, expect, test } from 'vitest';
import { addInputOf, deleteInputOf } from './entry-form.ts';

const field = (name: string, value: string) => ({ key: name, name, value });

describe('an entry to add', () => {
  test('keeps the order of its fields and doubled ones, and leaves out rows nobody filled', () => {
    const input = addInputOf('c', 's', [field('b', '1'), field('a', ''), field('b', '2'), field('', '')], ' ');
    expect(input).toEqual({
      kind: 'add-entry',
      connection: 'c',
      stream: 's',
      create: false,
      fields: [
        ['b', '1'],
        ['a', ''],
        ['b', '2'],
      ],
    });
  });

  test('takes an id, and says what is missing', () => {
    expect(addInputOf('c', 's', [field('a', '')], '5-1')).toMatchObject({ id: '5-1' });
    expect(addInputOf('c', 's', [field('a', '')], '*')).not.toHaveProperty('id');
    expect(addInputOf('c', 's', [field('a', '')], '5')).toContain('no ID');
    expect(addInputOf('c', 's', [field('', '')], '')).toContain('Type a field');
    expect(addInputOf('c', 's', [field('', 'x')], '')).toContain('needs the name');
  });
});

test('a deletion needs a condition, and names its request only when it is about a person', () => {
  const form = { conditions: [{ field: 'user', is: 'ann' }], archive: true, person: false };
  expect(deleteInputOf('c', 's', form, 'r')).toMatchObject({ archive: true, selection: { matching: {} } });
  expect(deleteInputOf('c', 's', form, 'r')).not.toHaveProperty('request');
  expect(deleteInputOf('c', 's', { ...form, person: true }, 'r')).toMatchObject({ request: 'r' });
  expect(deleteInputOf('c', 's', { ...form, conditions: [] }, 'r')).toContain('Add a condition');
});
