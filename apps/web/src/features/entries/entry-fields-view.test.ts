import { describe, expect, test } from 'vitest';
import { cellText, columnsOf, fieldsLine, fieldViews } from './entry-fields-view.ts';

const entry = (...names: string[]) => ({ fields: names.map((name) => [name, 'v'] as const) });

describe('fields of an entry', () => {
  test('all fields stay in order, duplicates counted', () => {
    const views = fieldViews({
      fields: [
        ['a', '1'],
        ['b', '2'],
        ['a', '3'],
      ],
      cut: [],
    });
    expect(views.map(({ name, value, repeat }) => [name, value, repeat])).toEqual([
      ['a', '1', 0],
      ['b', '2', 0],
      ['a', '3', 1],
    ]);
  });

  test('sizes count bytes, not characters of the readable form', () => {
    const [latin, binary, slash] = fieldViews({
      fields: [
        ['a', 'köln'],
        ['b', '\\xff\\x00'],
        ['c', 'a\\\\b'],
      ],
      cut: [],
    });
    expect([latin?.bytes, binary?.bytes, slash?.bytes]).toEqual([5, 2, 3]);
  });

  test('a cut value says how much of how much is here and is not read as JSON', () => {
    const [view] = fieldViews({ fields: [['data', '[1]']], cut: [[0, 340_000]] });
    expect(view).toMatchObject({ bytes: 340_000, shownBytes: 3, json: undefined });
  });

  test('JSON is read from the bytes, so escapes inside its strings survive the readable form', () => {
    const [view] = fieldViews({ fields: [['data', '{"a":"x\\\\"y"}']], cut: [] });
    expect(view?.json).toBe('{\n  "a": "x\\"y"\n}');
  });

  test('bytes that are no text are no JSON', () => {
    expect(fieldViews({ fields: [['data', '[\\xff]']], cut: [] })[0]?.json).toBeUndefined();
  });
});

describe('columns', () => {
  test('are the fields most entries have, in their order, four at most', () => {
    expect(columnsOf([entry('type', 'id'), entry('type', 'id', 'odd'), entry('id', 'type')])).toEqual(['type', 'id']);
    expect(columnsOf([entry('a', 'b', 'c', 'd', 'e')])).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a field named twice in one entry counts once', () => {
    expect(columnsOf([entry('a', 'a'), entry('b'), entry('b')])).toEqual(['b']);
  });

  test('entries that share nothing have no columns, and a line each instead', () => {
    expect(columnsOf([entry('a'), entry('b'), entry('c')])).toEqual([]);
    expect(
      fieldsLine([
        ['type', 'x'],
        ['user', '42'],
      ]),
    ).toBe('type=x  user=42');
  });

  test('a long value is cut in its cell; a missing field is no cell', () => {
    expect(cellText([['a', 'x'.repeat(500)]], 'a')).toHaveLength(161);
    expect(cellText([['a', 'x']], 'b')).toBeUndefined();
  });
});
