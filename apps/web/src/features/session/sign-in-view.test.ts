import { describe, expect, test } from 'vitest';
import { codeFromHash, safeReturn, signInWords } from './sign-in-view.ts';

describe('signing in', () => {
  test('takes the code out of either form of the link', () => {
    expect(codeFromHash('#code=abc-1')).toBe('abc-1');
    expect(codeFromHash('#abc%2D1')).toBe('abc-1');
    expect(codeFromHash('')).toBe('');
    expect(codeFromHash('#%zz')).toBe('%zz');
  });
  test('goes back to a page of this site only', () => {
    expect(safeReturn('/c/main/groups?q=1')).toBe('/c/main/groups?q=1');
    for (const elsewhere of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      'c/main',
      '/sign-in?to=/x',
      undefined,
    ])
      expect(safeReturn(elsewhere)).toBe('/');
  });
  test('a spent link says how to get a new one', () => {
    const words = signInWords(false, { reason: 'not-signed-in', sentence: 'x' });
    expect(words.trouble).toBe('This link was used already or has expired.');
    expect(words.command).toContain('weir -- sign-in');
  });
  test('a server that does not answer is not blamed on the link', () => {
    const words = signInWords(false, { reason: 'unreachable', sentence: 'Weir does not answer.' });
    expect(words.trouble).toBe('Weir does not answer.');
    expect(words.sentence).toContain('not used up');
  });
});
