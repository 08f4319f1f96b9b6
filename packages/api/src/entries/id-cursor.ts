import { type EntryId, parseEntryId } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';

/** Lists read from Redis continue behind an id. */
export function idInCursor(cursor: string | null | undefined): EntryId | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const id = parseEntryId(cursor);
  if (id === undefined) throw new ConsoleError('bad-input', 'This cursor is not one that a list of Weir gave out.');
  return id;
}
