import type { StreamFacts } from '@weir/domain/actions/look';
import { compareEntryIds, type EntryId } from '@weir/domain/entries/entry-id';
import type { Command } from '../commands/ask.ts';
import { ONE_ENTRY_BYTES, REPLY_MS, SEVERAL_ENTRIES_BYTES } from '../pages/page-budget.ts';
import { nameBytes, type Reader } from '../pages/reader.ts';
import { orThrow } from './ask-one.ts';

// Redis answers all commands of one packet before it sends anything.
const TOGETHER = 64;

/**
 * The ids without a payload. In front of the first entry it is gone, behind the last one deleted singly it is there;
 * between the two each entry is asked for. One too large to receive is there all the same.
 */
export async function findMissing(
  read: Reader,
  stream: string,
  facts: StreamFacts,
  ids: readonly EntryId[],
): Promise<ReadonlySet<EntryId>> {
  const key = nameBytes(stream);
  const missing = new Set<EntryId>();
  const { firstId, maxDeletedId } = facts;
  const unsure: EntryId[] = [];
  for (const id of ids) {
    if (firstId === null || compareEntryIds(id, firstId) < 0) missing.add(id);
    else if (!maxDeletedId.known || compareEntryIds(id, maxDeletedId.value) <= 0) unsure.push(id);
  }
  let together = TOGETHER;
  for (let at = 0; at < unsure.length;) {
    const some = unsure.slice(at, at + together);
    const commands = some.map((id): Command => ['XRANGE', key, id, id, 'COUNT', '1']);
    const bytes = some.length === 1 ? ONE_ENTRY_BYTES : SEVERAL_ENTRIES_BYTES;
    const bounded = await read(commands, { bytes, ms: REPLY_MS });
    if (bounded.kind === 'too-much' && some.length > 1) {
      together = Math.max(1, Math.floor(together / 8));
      continue;
    }
    if (bounded.kind === 'answer') {
      for (const [place, id] of some.entries()) {
        const reply = orThrow(bounded.replies[place], ['XRANGE']);
        if (Array.isArray(reply) && reply.length === 0) missing.add(id);
      }
    }
    at += some.length;
    together = Math.min(TOGETHER, together * 2);
  }
  return missing;
}
