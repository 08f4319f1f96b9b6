import type { Entry } from '@weir/domain/entries/entry';
import type { EntryId } from '@weir/domain/entries/entry-id';
import type { Command } from '../commands/ask.ts';
import { ReplyError } from '../replies/reply.ts';
import { entryFromRaw } from '../replies/xrange.ts';
import { entryFromBeginning } from './entry-beginning.ts';
import { firstCount, learnFromExcess, learnFromReply, nextCount, rememberLargest, type Pace } from './pace.ts';
import { createPageBudget, MAX_BEGINNINGS, ONE_ENTRY_BYTES, REPLY_MS, SEVERAL_ENTRIES_BYTES } from './page-budget.ts';
import { entriesOrThrow } from './range-walk.ts';
import type { Reader } from './reader.ts';

export type Payload =
  | { readonly payload: 'present'; readonly entry: Entry }
  | { readonly payload: 'gone' | 'not-read' };

const NOT_READ: Payload = { payload: 'not-read' };

// Redis answers all commands of one packet before it sends anything.
const MAX_TOGETHER = 64;

/**
 * What is behind each id: XRANGE id id COUNT 1, several together as far as their sizes allow. Where the budget ends the
 * rest is `not-read`, which is not the same as gone.
 */
export async function readPayloads(
  read: Reader,
  stream: { readonly name: string; readonly key: Buffer },
  ids: readonly EntryId[],
  pace: Pace,
): Promise<readonly Payload[]> {
  const payloads: Payload[] = [];
  const budget = createPageBudget();
  let together = firstCount(pace, stream.name);
  let largest = 0;
  let beginnings = 0;
  while (payloads.length < ids.length && beginnings < MAX_BEGINNINGS && !budget.spent()) {
    const asked = ids.slice(payloads.length, payloads.length + Math.min(together, MAX_TOGETHER));
    const commands = asked.map((id): Command => ['XRANGE', stream.key, id, id, 'COUNT', '1']);
    const limit = commands.length === 1 ? ONE_ENTRY_BYTES : SEVERAL_ENTRIES_BYTES;
    const bounded = await read(commands, { bytes: limit, ms: REPLY_MS });
    if (bounded.kind === 'too-much') {
      learnFromExcess(pace);
      together = 1;
      if (commands.length > 1) continue;
      beginnings += 1;
      const entry = entryFromBeginning(bounded.beginning);
      payloads.push(entry === undefined ? NOT_READ : { payload: 'present', entry });
      largest = Math.max(largest, entry?.sizeBytes ?? 0);
      continue;
    }
    learnFromReply(pace, bounded.bytes, bounded.ms);
    // Denied, or the key became something else between the two reads: the list is still worth showing.
    if (bounded.replies.some((reply) => reply instanceof ReplyError)) break;
    const found = bounded.replies.map((reply, at) => payloadFrom(reply, commands[at] ?? ['XRANGE']));
    payloads.push(...found);
    const entries = found.flatMap((payload) => (payload.payload === 'present' ? [payload.entry] : []));
    budget.take(bounded.bytes, entries);
    largest = Math.max(largest, ...entries.map((entry) => entry.sizeBytes));
    together = nextCount(pace, commands.length, largest);
  }
  if (largest > 0) rememberLargest(pace, stream.name, largest);
  return ids.map((_, at) => payloads[at] ?? NOT_READ);
}

function payloadFrom(reply: Parameters<typeof entriesOrThrow>[0], command: Command): Payload {
  const raw = entriesOrThrow(reply, command)[0];
  return raw === undefined ? { payload: 'gone' } : { payload: 'present', entry: entryFromRaw(raw) };
}
