import { describe, expect, test } from 'vitest';
import { checkedJson } from './checked-json.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('JSON of requests', () => {
  test('is read as it is', () => {
    expect(checkedJson('{"a":[1,{"b":"[[[[{{{{"}],"c":"\\"["}')).toEqual({ a: [1, { b: '[[[[{{{{' }], c: '"[' });
  });

  test('may be 32 deep and no deeper', () => {
    expect(checkedJson(nested(32))).toBeDefined();
    expect(() => checkedJson(nested(33))).toThrow('32 levels');
    expect(() => checkedJson(nested(1_000_000))).toThrow('32 levels');
  });

  test.each(['{"__proto__":{"x":1}}', '{"a":[{"constructor":1}]}', '{"prototype":1}', '{"\\u005f_proto__":1}'])(
    'keys that reach into objects are refused: %s',
    (text) => {
      expect(() => checkedJson(text)).toThrow('not accepted');
      expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    },
  );

  test.each(['', '{', 'undefined', "{'a':1}", '{"a":1}x'])(
    'what is no JSON is refused without its text: %s',
    (text) => {
      expect(() => checkedJson(text)).toThrow('The request is not valid JSON.');
    },
  );
});
