import { expect, test } from 'vitest';
import { NEW_DRAFT, ruleOf } from './rule-draft.ts';
import { unreadWords } from './unread-words.ts';

test.each([
  [{}, ''],
  [{ value: 'abc' }, 'the limit cannot be used'],
  [{ value: 'abc', hold: 'x' }, 'the limit cannot be used'],
  [{ clear: '2 m' }, 'the level where it is over cannot be used'],
  [{ lasting: '' }, 'how long it must hold cannot be used'],
  [{ hold: 'x' }, 'how long it must be over cannot be used'],
  [{ repeat: '5 s' }, 'the repeat cannot be used'],
  [{ streams: '' }, 'the streams it applies to cannot be used'],
  [{ groups: '' }, 'the groups it applies to cannot be used'],
  [{ except: 'a\\b' }, 'what is left out cannot be used'],
  [{ channels: Array.from({ length: 21 }, () => 'c') }, 'the list of channels cannot be used'],
])('of %o: %j', (change, words) => {
  const { rule, trouble } = ruleOf({ ...NEW_DRAFT, ...change }, 'main');
  expect(unreadWords(trouble)).toBe(words);
  // Whatever is refused has words.
  expect(rule === null).toBe(words !== '');
});
