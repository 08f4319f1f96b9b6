import type { GroupFacts, StreamFacts } from '@weir/domain/actions/look';
import type { Capabilities } from '@weir/domain/capabilities/capability';
import { compareEntryIds, type EntryId } from '@weir/domain/entries/entry-id';
import { unreadByPosition, type StreamMark } from '@weir/domain/groups/resolve-unread';
import { known, unknown, type Known } from '@weir/domain/known/known';
import type { Command } from '../commands/ask.ts';
import { failureFromReply } from '../errors/failure.ts';
import { idAfter } from '../pages/neighbour-id.ts';
import { nameBytes, type Reader } from '../pages/reader.ts';
import { ReplyError, type Reply } from '../replies/reply.ts';
import { readXinfoGroups, type GroupReply } from '../replies/xinfo-groups.ts';
import { readXinfoStream } from '../replies/xinfo-stream.ts';
import { xpendingRowsFrom } from '../replies/xpending.ts';
import { rawEntriesFrom } from '../replies/xrange.ts';
import { encodeReply } from '../resp/encode-reply.ts';
import { ReplyCursor } from '../resp/reply-cursor.ts';
import { askTogether, orThrow, timeFrom } from './ask-one.ts';

// MEMORY USAGE walks every consumer: 62 ms with a million of them.
const MEMORY_CONSUMERS = 10_000;
const GROUPS_TOGETHER = 50;

/** Everything planning wants to know of a stream, of one moment where Redis gives it in one. */
export async function readStreamFacts(
  read: Reader,
  stream: string,
  { lagMayOverstate, earlierTimesCost }: Pick<Capabilities, 'lagMayOverstate' | 'earlierTimesCost'>,
): Promise<StreamFacts | 'none' | 'not-a-stream'> {
  const key = nameBytes(stream);
  const commands: Command[] = [['TYPE', key], ['XINFO', 'STREAM', key], ['XINFO', 'GROUPS', key], ['TIME']];
  const [type, info, groupList, time] = await askTogether(read, commands);
  const answer = orThrow(type, ['TYPE']);
  const kind = Buffer.isBuffer(answer) ? answer.toString('latin1') : answer;
  if (kind === 'none') return 'none';
  if (kind !== 'stream') return 'not-a-stream';
  const mark = readXinfoStream(cursorOn(info));
  if (mark instanceof ReplyError) return goneOr(mark, ['XINFO', 'STREAM']);
  const groups = readXinfoGroups(cursorOn(groupList));
  if (groups instanceof ReplyError) return goneOr(groups, ['XINFO', 'GROUPS']);
  const consumers = groups.reduce((sum, group) => sum + group.consumers, 0);
  return {
    stream,
    at: timeFrom(time),
    length: mark.length,
    firstId: mark.firstId,
    lastId: mark.lastId,
    lastGeneratedId: mark.lastGeneratedId,
    entriesAdded: fromCounter(mark.entriesAdded),
    maxDeletedId: fromCounter(mark.maxDeletedId),
    memoryBytes: await memoryOf(read, key, consumers),
    earlierTimesCost,
    groups: await groupFacts(read, key, mark, groups, lagMayOverstate),
  };
}

function goneOr(error: ReplyError, command: Command): 'none' {
  if (/no such key/i.test(error.text)) return 'none';
  throw failureFromReply(error, command);
}

async function groupFacts(
  read: Reader,
  key: Buffer,
  mark: StreamMark,
  groups: readonly GroupReply[],
  overstates: boolean,
): Promise<readonly GroupFacts[]> {
  const facts: GroupFacts[] = [];
  for (let at = 0; at < groups.length; at += GROUPS_TOGETHER) {
    const some = groups.slice(at, at + GROUPS_TOGETHER);
    const commands = some.flatMap((group) => commandsFor(key, mark, group));
    const replies = commands.length === 0 ? [] : await askTogether(read, commands);
    let next = 0;
    for (const group of some) {
      const [pending, unread] = commandsNeeded(mark, group);
      const oldest = pending ? xpendingRowsFrom(orThrow(replies[next++], ['XPENDING']))?.[0]?.id : undefined;
      const behind = unread ? rawEntriesFrom(orThrow(replies[next++], ['XRANGE']))?.[0]?.id : undefined;
      facts.push({
        group: group.group,
        position: group.position,
        entriesRead: group.entriesRead === null ? unknown('Redis lost count') : fromCounter(group.entriesRead),
        consumers: group.consumers,
        pending: group.pending,
        unread: unreadOf(mark, group, overstates),
        smallestPendingId: oldest ?? null,
        oldestUnreadId: unread ? (behind ?? null) : firstUnread(mark, group),
      });
    }
  }
  return facts;
}

function commandsFor(key: Buffer, mark: StreamMark, group: GroupReply): Command[] {
  const [pending, unread] = commandsNeeded(mark, group);
  const commands: Command[] = [];
  if (pending) commands.push(['XPENDING', key, nameBytes(group.group), '-', '+', '1']);
  if (unread) commands.push(['XRANGE', key, idAfter(group.position) ?? '+', '+', 'COUNT', '1']);
  return commands;
}

/** What the position alone does not tell: the smallest pending id, the first id behind the position. */
function commandsNeeded(mark: StreamMark, group: GroupReply): readonly [pending: boolean, unread: boolean] {
  return [group.pending > 0, unreadByPosition(mark, group.position) === undefined];
}

function firstUnread(mark: StreamMark, group: GroupReply): EntryId | null {
  const { firstId } = mark;
  return firstId !== null && compareEntryIds(group.position, firstId) < 0 ? firstId : null;
}

function unreadOf(mark: StreamMark, group: GroupReply, overstates: boolean): GroupFacts['unread'] {
  const decided = unreadByPosition(mark, group.position);
  if (decided?.known === true) return known({ count: decided.value, exact: true });
  if (group.lag === null || group.lag === undefined) return unknown('Redis has no figure for it');
  return known({ count: Math.min(mark.length, Math.max(0, group.lag)), exact: !overstates });
}

async function memoryOf(read: Reader, key: Buffer, consumers: number): Promise<Known<number>> {
  if (consumers > MEMORY_CONSUMERS) return unknown('too many consumers to measure it without holding Redis up');
  const [reply] = await askTogether(read, [['MEMORY', 'USAGE', key]]);
  return typeof reply === 'number' ? known(reply) : unknown('this account or server does not tell');
}

function fromCounter<T>(counter: T | undefined): Known<T> {
  return counter === undefined ? unknown('servers before 7.0 do not count it') : known(counter);
}

/** Replies of the client's own decoder read with the parsers of the poll. */
export function cursorOn(reply: Reply | undefined): ReplyCursor {
  return new ReplyCursor(encodeReply(reply ?? null));
}
