import { describe, expect, test } from 'vitest';
import {
  entryFromRaw,
  ENTRY_LIMIT_BYTES,
  rawEntriesFrom,
  readableStart,
  VALUE_LIMIT_BYTES,
  type RawEntry,
} from './xrange.ts';
import { ReplyError } from './reply.ts';

const b = (text: string): Buffer => Buffer.from(text);

function raw(...pairs: Buffer[]): RawEntry {
  const [entry] = rawEntriesFrom([[b('1-0'), pairs]]) ?? [];
  if (entry === undefined) throw new Error('not parsed');
  return entry;
}

describe('entries of a reply', () => {
  test('keep order, duplicates and names that mean something to JavaScript', () => {
    const entry = entryFromRaw(raw(b('a'), b('1'), b('a'), b('2'), b('__proto__'), b('p'), b('10'), b('x')));
    expect(entry.fields).toEqual([
      ['a', '1'],
      ['a', '2'],
      ['__proto__', 'p'],
      ['10', 'x'],
    ]);
    expect(entry.sizeBytes).toBe(17);
    expect(entry.cut).toEqual([]);
    expect(entry).not.toHaveProperty('incomplete');
  });

  test('show bytes that are no text as bytes', () => {
    expect(entryFromRaw(raw(Buffer.from([0xff]), Buffer.from([0, 0x5c]))).fields).toEqual([['\\xff', '\\x00\\\\']]);
  });

  test('cut long values, say so, and never end inside a character', () => {
    const value = b('é'.repeat(VALUE_LIMIT_BYTES));
    const entry = entryFromRaw(raw(b('f'), value, b('g'), b('short')));
    expect(entry.cut).toEqual([[0, value.length]]);
    expect(entry.fields[0]?.[1]).toBe('é'.repeat(VALUE_LIMIT_BYTES / 2));
    expect(readableStart(b(`x${'é'.repeat(VALUE_LIMIT_BYTES)}`))).toBe(`x${'é'.repeat(VALUE_LIMIT_BYTES / 2 - 1)}`);
    expect(entry.sizeBytes).toBe(value.length + 7);
  });

  test('with more fields than a page can show are marked, and their size is still whole', () => {
    const pairs = Array.from({ length: 100_000 }, () => b('12345678'));
    const entry = entryFromRaw(raw(...pairs));
    expect(entry.incomplete).toBe(true);
    expect(entry.sizeBytes).toBe(800_000);
    expect(entry.fields.length * 16).toBeLessThanOrEqual(ENTRY_LIMIT_BYTES + 16);
  });

  test.each([[null], [b('OK')], [new ReplyError('ERR')], [[[b('x-y'), []]]], [[b('1-0')]]])(
    'another shape is not taken for entries: %j',
    (reply) => {
      expect(rawEntriesFrom(reply)).toBeUndefined();
    },
  );
});
