import { describe, expect, test } from 'vitest';
import { type KeyPress, readKey } from './key-commands.ts';
import { parentOf } from './parent-of.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  command: false,
  alt: false,
  shift: false,
  ...more,
});

describe('keys', () => {
  test('G and then a letter goes somewhere', () => {
    const held = readKey(press('g'), '', true);
    expect(held).toEqual({ command: null, held: 'g' });
    expect(readKey(press('t'), held.held, true).command).toBe('triage');
    expect(readKey(press('s'), 'g', true).command).toBe('streams');
    expect(readKey(press('g'), 'g', true).command).toBe('groups');
    expect(readKey(press('j'), 'g', true).command).toBe('jobs');
    expect(readKey(press('l'), 'g', true).command).toBe('audit');
  });
  test('G and then anything else does nothing, not what the letter means alone', () => {
    expect(readKey(press('k'), 'g', true)).toEqual({ command: null, held: '' });
  });
  test('a letter with Ctrl, ⌘ or Alt belongs to the browser, except K', () => {
    expect(readKey(press('r', { command: true }), '', true).command).toBeNull();
    expect(readKey(press('j', { alt: true }), '', true).command).toBeNull();
    expect(readKey(press('k', { command: true }), '', true).command).toBe('palette');
    expect(readKey(press('K', { command: true, shift: true }), '', true).command).toBe('palette');
  });
  test('with single letters off only the palette and the list of keys are left', () => {
    expect(readKey(press('j'), '', false).command).toBeNull();
    expect(readKey(press(' '), '', false).command).toBeNull();
    expect(readKey(press('g'), '', false).held).toBe('');
    expect(readKey(press('?', { shift: true }), '', false).command).toBe('keys');
    expect(readKey(press('k', { command: true }), '', false).command).toBe('palette');
  });
  test('C and A open the dialogs of the page, Shift X selects a range', () => {
    expect(readKey(press('c'), '', true).command).toBe('claim');
    expect(readKey(press('a'), '', true).command).toBe('acknowledge');
    expect(readKey(press('m'), '', true).command).toBe('move');
    expect(readKey(press('X', { shift: true }), '', true).command).toBe('select-range');
  });
  test('X selects the row, F holds the tail', () => {
    expect(readKey(press('x'), '', true).command).toBe('select-row');
    expect(readKey(press('f'), '', true).command).toBe('follow');
  });
  test('Y copies the name, Shift Y the link', () => {
    expect(readKey(press('y'), '', true).command).toBe('copy-name');
    expect(readKey(press('Y', { shift: true }), '', true).command).toBe('copy-link');
  });
});

describe('up one level', () => {
  test.each([
    ['/c/main/s/orders/g/payers/pending', '/c/main/s/orders/g/payers'],
    ['/c/main/s/orders/g/payers', '/c/main/s/orders'],
    ['/c/main/s/orders/entries', '/c/main/s/orders'],
    ['/c/main/s/a%2Fb', '/c/main/streams'],
    ['/c/main/streams', '/c/main'],
    ['/c/main/jobs/01k2', '/c/main/jobs'],
    ['/c/main/jobs', '/c/main'],
    ['/c/main/audit/01k2', '/c/main/audit'],
    ['/c/main', '/c/main'],
    ['/c/main/', '/c/main'],
  ])('%s leads to %s', (from, to) => {
    expect(parentOf(from)).toBe(to);
  });
});
