import { ConsoleError } from '../errors/console-error.ts';
import { bytesFromReadable } from '../names/readable-name.ts';
import type { EntryFilter, FieldCondition } from './entry-filter.ts';

/** Whether an entry is meant; names and values as bytes, alternating, in order. */
export type EntryMatch = (words: readonly Uint8Array[]) => boolean;

/**
 * The filter made ready to be asked of many entries. A field that stands in an entry several times holds when one of
 * them does. Fails with a ConsoleError when a text of the filter stands for no bytes.
 */
export function entryMatch(filter: EntryFilter): EntryMatch {
  const tests = filter.conditions.map(testOf);
  return (words) => tests.every((holds) => holds(words));
}

function testOf(condition: FieldCondition): EntryMatch {
  const field = bytesOf(condition.field);
  if ('exists' in condition) return (words) => someValue(words, field, () => true) === condition.exists;
  if ('is' in condition) {
    const wanted = bytesOf(condition.is);
    return (words) => someValue(words, field, (value) => sameBytes(value, wanted));
  }
  const part = bytesOf(condition.contains);
  return (words) => someValue(words, field, (value) => holdsBytes(value, part));
}

function someValue(words: readonly Uint8Array[], field: Uint8Array, holds: (value: Uint8Array) => boolean): boolean {
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [name, value] = [words[at], words[at + 1]];
    if (name !== undefined && value !== undefined && sameBytes(name, field) && holds(value)) return true;
  }
  return false;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

function holdsBytes(whole: Uint8Array, part: Uint8Array): boolean {
  const first = part[0];
  if (first === undefined) return true;
  const lastStart = whole.length - part.length;
  for (let at = whole.indexOf(first); at >= 0 && at <= lastStart; at = whole.indexOf(first, at + 1)) {
    let same = 1;
    while (same < part.length && whole[at + same] === part[same]) same += 1;
    if (same === part.length) return true;
  }
  return false;
}

function bytesOf(readable: string): Uint8Array {
  const bytes = bytesFromReadable(readable);
  if (bytes === undefined) {
    throw new ConsoleError('bad-input', 'The filter is not written right: a backslash stands doubled or as \\xHH.');
  }
  return bytes;
}
