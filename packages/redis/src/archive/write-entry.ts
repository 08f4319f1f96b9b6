import type { LineWriter } from '@weir/domain/archive/line-writer';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { ReplyCursor } from '../resp/reply-cursor.ts';

/** Writes the names and values that begin where the cursor stands as the rest of a line. */
export function writeWords(writer: LineWriter, cursor: ReplyCursor, words: number): void {
  for (let word = 0; word < words; word += 1) {
    cursor.string();
    writer.word(cursor.bytes, cursor.from, cursor.to, word % 2 === 0);
  }
  writer.end();
}

export function tooLarge(id: EntryId): ConsoleError {
  return new ConsoleError(
    'too-large',
    `Entry ${id} is larger than 32 MB, which is more than Weir takes out of a stream.`,
  );
}
