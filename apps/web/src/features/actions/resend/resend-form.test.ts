import { readableFromBytes } from '@weir/domain/names/readable-name';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differencesOf, editFieldsOf, newFieldsOf, readableOf, written } from './resend-form.ts';

const before = [
  ['type', 'charge'],
  ['amount', ''],
  ['amount', '7'],
] as const;

describe('what is written in the form', () => {
  test('comes back byte by byte, as text and as bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const value = readableFromBytes(bytes);
        for (const writing of ['text', 'bytes'] as const) {
          const text = written(value, writing);
          if (text !== null) expect(readableOf(text, writing)).toBe(value);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('as text has its lines; what is no text is not shown as if it were', () => {
    expect(written('a\\x0ab', 'text')).toBe('a\nb');
    expect(written('\\xff', 'text')).toBeNull();
    expect(written('\\xff', 'bytes')).toBe('\\xff');
  });
});

describe('the fields of the plan', () => {
  test('keep order and duplicates', () => {
    expect(newFieldsOf(editFieldsOf(before, []))).toEqual(before);
  });

  test('take over whole what is only partly here, until something else is written', () => {
    const fields = editFieldsOf(before, [[1, 9_000]]);
    expect(newFieldsOf(fields)).toEqual([['type', 'charge'], { keep: 1 }, ['amount', '7']]);
    const replaced = fields.map((field) => (field.place === 1 ? { ...field, whole: null, value: 'x' } : field));
    expect(newFieldsOf(replaced)).toEqual([
      ['type', 'charge'],
      ['amount', 'x'],
      ['amount', '7'],
    ]);
  });

  test('are refused in words when there are none, or bytes are not written right', () => {
    expect(newFieldsOf([])).toContain('one field at least');
    const [field] = editFieldsOf([['a', 'b\\q']], []);
    expect(newFieldsOf(field === undefined ? [] : [field])).toContain('backslash');
  });
});

describe('old beside new', () => {
  const fields = editFieldsOf(before, []);

  test('nothing changed is nothing to show', () => {
    expect(differencesOf(before, fields)).toEqual([]);
  });

  test('changed, added, removed and renamed, each once', () => {
    const edited = [
      ...fields
        .filter(({ place }) => place !== 2)
        .map((field) => (field.place === 1 ? { ...field, value: '12' } : field)),
      { key: 9, name: 'note', value: 'mended', place: null, whole: null },
    ];
    expect(differencesOf(before, edited).map(({ kind, name, before: was, after }) => [kind, name, was, after])).toEqual(
      [
        ['changed', 'amount', '', '12'],
        ['removed', 'amount', '7', null],
        ['added', 'note', null, 'mended'],
      ],
    );
    const renamed = fields.map((field) => (field.place === 0 ? { ...field, name: 'kind' } : field));
    expect(differencesOf(before, renamed).map(({ kind, name }) => [kind, name])).toEqual([
      ['removed', 'type'],
      ['added', 'kind'],
    ]);
  });
});
