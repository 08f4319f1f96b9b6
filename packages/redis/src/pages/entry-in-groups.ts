import type { EntryInGroup, EntryInGroups, InGroupsRequest } from '@weir/domain/connections/gateway';
import { compareEntryIds } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Command } from '../commands/ask.ts';
import { failureFromReply } from '../errors/failure.ts';
import { askTogether, orThrow, timeFrom } from '../look/ask-one.ts';
import { cursorOn } from '../look/stream-facts.ts';
import { ReplyError } from '../replies/reply.ts';
import { readXinfoGroups } from '../replies/xinfo-groups.ts';
import { xpendingRowsFrom } from '../replies/xpending.ts';
import { nameBytes, type Reader } from './reader.ts';

// Each is looked for in one group's pending list, which takes Redis 2 µs however long that is.
const MOST_GROUPS = 200;

/**
 * How one id stands in every group. Positions are read first: an entry that is handed out in between is then found
 * pending, and one that is acknowledged in between is past.
 */
export async function readInGroups(read: Reader, { stream, id }: InGroupsRequest): Promise<EntryInGroups> {
  const key = nameBytes(stream);
  const [list] = await askTogether(read, [['XINFO', 'GROUPS', key]]);
  const all = readXinfoGroups(cursorOn(list));
  if (all instanceof ReplyError) throw failureFromReply(all, ['XINFO', 'GROUPS']);
  const some = all.slice(0, MOST_GROUPS);
  const commands = some.map(({ group }): Command => ['XPENDING', key, nameBytes(group), id, id, '1']);
  const [time, ...replies] = await askTogether(read, [['TIME'], ...commands]);
  const at = timeFrom(time);
  const groups = some.flatMap(({ group, position }, index): EntryInGroup[] => {
    const reply = replies[index];
    // Destroyed in between.
    if (reply instanceof ReplyError && reply.code === 'NOGROUP') return [];
    const rows = xpendingRowsFrom(orThrow(reply, ['XPENDING']));
    if (rows === undefined) {
      throw new ConsoleError('internal', 'Redis answered XPENDING in a shape Weir does not know.');
    }
    const [row] = rows;
    if (row !== undefined) {
      const { consumer, deliveries, idleMs } = row;
      return [{ group, state: 'pending', consumer, deliveries, deliveredAt: at - idleMs }];
    }
    return [{ group, state: compareEntryIds(id, position) <= 0 ? 'past' : 'unread' }];
  });
  return { groups, left: all.length - some.length, at };
}
