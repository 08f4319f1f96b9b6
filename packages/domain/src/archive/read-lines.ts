import { type EntryId, parseEntryId } from '../entries/entry-id.ts';
import { ConsoleError } from '../errors/console-error.ts';
import { bytesFromReadable } from '../names/readable-name.ts';

/** An entry out of an archive: names and values as bytes, alternating, in order. */
export interface ArchivedEntry {
  readonly id: EntryId;
  readonly words: readonly Uint8Array[];
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const NEWLINE = 0x0a;

/** The entries of lines, one by one, each made only when it is asked for. A line that is none of ours fails with a ConsoleError. */
export function* readLines(lines: Uint8Array): Generator<ArchivedEntry> {
  for (let at = 0; at < lines.length;) {
    const end = lines.indexOf(NEWLINE, at);
    if (end < 0) throw notOurs();
    yield entryFrom(lines.subarray(at, end));
    at = end + 1;
  }
}

function entryFrom(line: Uint8Array): ArchivedEntry {
  const parsed = parsedFrom(line);
  const id = typeof parsed['id'] === 'string' ? parseEntryId(parsed['id']) : undefined;
  const fields = parsed['fields'];
  if (id === undefined || !Array.isArray(fields)) throw notOurs();
  const words: Uint8Array[] = [];
  for (const field of fields as readonly unknown[]) {
    if (!Array.isArray(field) || field.length !== 2) throw notOurs();
    words.push(wordFrom(field[0]), wordFrom(field[1]));
  }
  return { id, words };
}

function parsedFrom(line: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(decoder.decode(line));
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed };
  } catch {
    // Said below, as for every other line that is not ours.
  }
  throw notOurs();
}

function wordFrom(readable: unknown): Uint8Array {
  const bytes = typeof readable === 'string' ? bytesFromReadable(readable) : undefined;
  if (bytes === undefined) throw notOurs();
  return bytes;
}

function notOurs(): ConsoleError {
  return new ConsoleError('refused', 'The archive holds a line that is not an entry. Nothing was restored from it.');
}
