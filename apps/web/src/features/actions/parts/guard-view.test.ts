import { describe, expect, test } from 'vitest';
import { missingWords, typedName } from './guard-view.ts';

describe('a typed name', () => {
  test('is the same when every byte is', () => {
    expect(typedName('orders', 'orders')).toEqual({ state: 'same' });
    expect(typedName(String.raw`s:\xff1`, String.raw`s:\xff1`)).toEqual({ state: 'same' });
  });

  test('is the same when it is another way to write the same bytes', () => {
    expect(typedName(String.raw`\x6frders`, 'orders')).toEqual({ state: 'same' });
  });

  test('differs by a character nobody sees, and that character is named', () => {
    expect(typedName('ord\u200bers', 'orders')).toEqual({
      state: 'differs',
      because: String.raw`It holds characters that cannot be seen: ord\xe2\x80\x8bers`,
    });
  });

  test('differs by a look-alike, by case and by a space', () => {
    expect(typedName('Orders', 'orders')).toMatchObject({ because: expect.stringContaining('looks alike') });
    expect(typedName('оrders', 'orders').state).toBe('differs');
    expect(typedName('orders ', 'orders')).toMatchObject({ because: expect.stringContaining('space') });
  });

  test('that is no readable form says how bytes are written', () => {
    expect(typedName(String.raw`s:\ff`, String.raw`s:\xff`)).toMatchObject({
      because: expect.stringContaining('backslash'),
    });
  });
});

describe('what is missing', () => {
  const nothing = { reason: '', reasonNeeded: false, typed: '', typeName: null };
  test('is nothing where nothing is asked', () => {
    expect(missingWords(nothing)).toBe('');
  });

  test('is the reason where one is needed, and blanks are none', () => {
    expect(missingWords({ ...nothing, reason: '  ', reasonNeeded: true })).toContain('reason');
    expect(missingWords({ ...nothing, reason: 'INC-4127', reasonNeeded: true })).toBe('');
  });

  test('is the name until it is typed exactly', () => {
    expect(missingWords({ ...nothing, typed: 'order', typeName: 'orders' })).toBe('Type orders first.');
    expect(missingWords({ ...nothing, typed: 'orders', typeName: 'orders' })).toBe('');
  });
});
