import type { CallResult } from '@weir/domain/actions/call';
import { parseEntryId } from '@weir/domain/entries/entry-id';

/** Where a group stood, as a script says it: "position entries-read", without the second where Redis has no count. */
export function standFrom(text: string): Pick<CallResult, 'before'> {
  const [id = '', read = ''] = text.split(' ');
  const position = parseEntryId(id);
  if (position === undefined) return {};
  return { before: { position, entriesRead: read === '' ? null : Number(read) } };
}
