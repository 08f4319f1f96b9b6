import { describe, expect, test } from 'vitest';
import { indentJson } from './indent-json.ts';

describe('JSON in a value', () => {
  test('objects and lists get lines and indents', () => {
    expect(indentJson('{"a":1,"b":[true,null],"c":{}, "d":[]}')).toBe(
      '{\n  "a": 1,\n  "b": [\n    true,\n    null\n  ],\n  "c": {},\n  "d": []\n}',
    );
  });

  test('digits beyond a double, duplicate keys and the order of keys stay as they were sent', () => {
    const text = indentJson('{"id":9223372036854775807,"2":0,"1":1.10,"2":3}');
    expect(text).toBe('{\n  "id": 9223372036854775807,\n  "2": 0,\n  "1": 1.10,\n  "2": 3\n}');
  });

  test('brackets, quotes and colons inside strings are text', () => {
    expect(indentJson('{"a":"{[,:\\"]}"}')).toBe('{\n  "a": "{[,:\\"]}"\n}');
  });

  test('what is no JSON object or list is left alone', () => {
    for (const text of ['', 'plain', '42', '"text"', '{"a":1', "{'a':1}", '{a}'])
      expect(indentJson(text)).toBeUndefined();
  });

  test('characters without ink show as escapes', () => {
    expect(indentJson('["a\u202eb"]')).toBe('[\n  "a\\u202eb"\n]');
  });

  test('a text of megabytes is not taken apart', () => {
    expect(indentJson(`["${'x'.repeat(300_000)}"]`)).toBeUndefined();
  });
});
