import type { EntryId } from '@weir/domain/entries/entry-id';
import { known, unknown } from '@weir/domain/known/known';
import { idAfter } from '../pages/neighbour-id.ts';
import { ReplyError } from '../replies/reply.ts';
import { readXinfoConsumers, type ConsumerReply } from '../replies/xinfo-consumers.ts';
import { readXpendingList } from '../replies/xpending-list.ts';
import { encodeCommand } from '../resp/encode-command.ts';
import type { Ask } from '../resp/poll-wire.ts';
import { ReplyCursor } from '../resp/reply-cursor.ts';
import { FAT_EVERY_MS } from './agenda.ts';
import { withoutLoading } from './calls-before-restart.ts';
import { consumersUnasked, observeConsumers } from './consumer-watch.ts';
import { MICROS } from './cost-class.ts';
import type { Order } from './metered-wire.ts';
import { distrustPending, noteConsumers, notePending, pendingStands } from './pending-stands.ts';
import {
  NOTHING_PENDING,
  observePending,
  PENDING_DENIED,
  PENDING_PAGE,
  PENDING_PAGE_LOOKED_AT,
  worstToLookUp,
} from './pending-watch.ts';
import { planPages, type PagePlan } from './plan-pages.ts';
import type { PollContext } from './poll-context.ts';
import { figuresBy, snapshotAsk } from './snapshot.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { isVast, noteMemory } from './vast-stream.ts';
import { isFat } from './vast-stream.ts';
import type { WatchedGroup, WatchedStream } from './watched-stream.ts';

/** figures = the snapshot alone; rows = consumers, pending entries and memory; whole = all of it. */
export type Depth = 'figures' | 'rows' | 'whole';

// Shorter than a round of details, so that each round measures what has changed.
const MEMORY_EVERY_MS = 45_000;
// Where neither groups nor figures changed, next to nothing can have become larger: claims alone show in neither.
const UNCHANGED_MEMORY_EVERY_MS = 600_000;
// Its size alone shows that a vast stream's ends can be read again.
const VAST_MEMORY_EVERY_MS = 5_000;
// Where there is no MEMORY USAGE, only reading a large end shows that it is still there.
const UNSIZED_EVERY_MS = 600_000;
// MEMORY USAGE walks all consumers of all groups.
const MEMORY_MOST_CONSUMERS = 10_000;
// Many consumers cost as much as a hundred streams: not at every change.
const MANY_CONSUMERS = 200;
const MANY_CONSUMERS_EVERY_MS = 10_000;
const NO_MEMORY = unknown('this server or account does not give MEMORY USAGE');
const NO_CONSUMERS = unknown('this account may not read consumers');

/** Everything worth asking about one stream now. `done` is called when the last of it has been taken in. */
export function detailOrder(
  stream: WatchedStream,
  depth: Depth,
  context: PollContext,
  done: (stream: WatchedStream) => void,
  pages: readonly PagePlan[] = planPages(stream),
): Order {
  const parts: Part[] = [];
  if (depth !== 'figures') {
    // Before the reading, so that what its snapshot finds changed is owed again.
    stream.owed = false;
    if (memoryIsDue(stream, context)) parts.push(memoryPart(stream, context));
    for (const group of stream.groups) {
      parts.push(...consumersPart(stream, group, context));
      if (!pendingStands(group, context.clock.monotonic())) parts.push(...pendingPart(stream, group, context));
    }
  }
  if (depth !== 'rows' && figuresAreDue(stream, context)) parts.push(snapshotPart(stream, pages, context));
  const last = parts.at(-1);
  if (last === undefined) done(stream);
  else {
    const { answered, tooLarge } = last.ask;
    last.ask.answered = (raw) => {
      answered(raw);
      done(stream);
    };
    last.ask.tooLarge = (beginning) => {
      tooLarge?.(beginning);
      done(stream);
    };
  }
  return {
    asks: parts.map(({ ask }) => ask),
    commands: parts.reduce((sum, { ask }) => sum + ask.replies, 0),
    micros: parts.reduce((sum, { micros }) => sum + micros, 0),
    likelyBytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

interface Part {
  readonly ask: { -readonly [K in keyof Ask]: Ask[K] };
  readonly micros: number;
  readonly bytes: number;
}

/** True when MEMORY USAGE should come before XINFO STREAM, to know whether its entries are large. */
export function sizeIsUnknown(stream: WatchedStream, context: PollContext): boolean {
  // Large entries may have become larger; asking costs nothing beside reading them.
  const matters = stream.entryBytes === 0 || (isFat(stream) && figuresAreDue(stream, context));
  return matters && stream.length > 0 && canBeSized(stream, context);
}

function canBeSized(stream: WatchedStream, { capabilities }: PollContext): boolean {
  return capabilities.memoryUsage === 'yes' && consumersOf(stream) <= MEMORY_MOST_CONSUMERS;
}

export function sizeOrder(stream: WatchedStream, context: PollContext): Order {
  const { ask, micros } = memoryPart(stream, context);
  return { asks: [ask], commands: 1, micros, likelyBytes: 32 };
}

function figuresAreDue(stream: WatchedStream, context: PollContext): boolean {
  if (figuresBy(context.capabilities) === 'none') return false;
  const age = context.clock.monotonic() - stream.endsAt;
  if (isVast(stream)) return !canBeSized(stream, context) && age >= UNSIZED_EVERY_MS;
  return !isFat(stream) || age >= FAT_EVERY_MS;
}

function memoryIsDue(stream: WatchedStream, { clock, capabilities }: PollContext): boolean {
  if (capabilities.memoryUsage !== 'yes') stream.memoryBytes = NO_MEMORY;
  else if (consumersOf(stream) > MEMORY_MOST_CONSUMERS)
    stream.memoryBytes = unknown('too many consumers to measure it');
  else return clock.monotonic() - stream.memoryAt >= memoryEvery(stream);
  return false;
}

function memoryEvery(stream: WatchedStream): number {
  if (isVast(stream)) return VAST_MEMORY_EVERY_MS;
  return stream.memoryOwed ? MEMORY_EVERY_MS : UNCHANGED_MEMORY_EVERY_MS;
}

function memoryPart(stream: WatchedStream, { clock }: PollContext): Part {
  const payload = (stream.commands.memory ??= encodeCommand(['MEMORY', 'USAGE', stream.bytes]));
  const ask = simpleAsk(payload, (cursor) => {
    stream.memoryAt = clock.monotonic();
    stream.memoryOwed = false;
    if (cursor.error() !== undefined) return;
    const bytes = cursor.integer();
    if (bytes === undefined) return;
    if (!stream.memoryBytes.known || stream.memoryBytes.value !== bytes) stream.memoryBytes = known(bytes);
    noteMemory(stream, bytes);
    if (stream.length > 0) stream.entryBytes = Math.max(1, Math.round(bytes / stream.length));
  });
  return { ask, micros: MICROS.memoryUsage(consumersOf(stream)), bytes: 16 };
}

function consumersPart(stream: WatchedStream, group: WatchedGroup, context: PollContext): readonly Part[] {
  const { clock, capabilities } = context;
  const count = group.reply.consumers;
  const unasked = consumersUnasked(count, clock.now());
  if (unasked !== undefined || capabilities.xinfoConsumers === 'denied') {
    const old = group.consumers;
    const stays = unasked?.known === true && old.known && old.value.consumers.length === 0;
    if (!stays) group.consumers = unasked ?? NO_CONSUMERS;
    distrustPending(group);
    return [];
  }
  if (count > MANY_CONSUMERS && clock.monotonic() - group.consumersAt < MANY_CONSUMERS_EVERY_MS) return [];
  const payload = (group.commands.consumers ??= encodeCommand(['XINFO', 'CONSUMERS', stream.bytes, group.bytes]));
  const ask = simpleAsk(payload, (cursor) => {
    const replies = readXinfoConsumers(cursor);
    if (replies instanceof ReplyError) {
      if (replies.code === 'NOPERM') group.consumers = NO_CONSUMERS;
      distrustPending(group);
      return;
    }
    const before = group.consumers;
    group.consumers = observeConsumers(sinceRestart(group, replies, clock), clock.now(), before);
    const same = before.known && group.consumers.known && before.value.consumers === group.consumers.value.consumers;
    noteConsumers(stream, group, same, clock.monotonic());
  });
  return [{ ask, micros: MICROS.xinfoConsumers(count), bytes: 80 * count }];
}

function sinceRestart(
  group: WatchedGroup,
  replies: readonly ConsumerReply[],
  clock: PollContext['clock'],
): readonly ConsumerReply[] {
  if (group.callsBefore === undefined) return replies;
  const corrected = withoutLoading(group.callsBefore, replies, clock.now(), clock.monotonic());
  group.callsBefore = corrected.before;
  return corrected.replies;
}

function pendingPart(stream: WatchedStream, group: WatchedGroup, { clock }: PollContext): readonly Part[] {
  const count = group.reply.pending;
  if (count === 0) {
    group.pending = NOTHING_PENDING;
    return [];
  }
  const looked = clock.monotonic() < stream.lookedUntil;
  const page = looked ? PENDING_PAGE_LOOKED_AT : PENDING_PAGE;
  const before = group.pending;
  const worst = worstToLookUp(before);
  const sought = before.worst.known ? before.worst.value?.entry.id : undefined;
  const behind = before.cursor === null ? undefined : idAfter(before.cursor);
  const { payload, commands } = pendingCommands(stream, group, page, behind, worst);
  const ask: Part['ask'] = {
    payload,
    replies: commands,
    previous: undefined,
    answered(raw) {
      if (raw === undefined) return;
      const cursor = new ReplyCursor(raw);
      const front = readXpendingList(cursor, sought);
      const rows = behind === undefined ? undefined : readXpendingList(cursor, sought);
      const again = worst === undefined ? undefined : readXpendingList(cursor, sought);
      if (front instanceof ReplyError || rows instanceof ReplyError || again instanceof ReplyError) {
        if (front instanceof ReplyError && front.code === 'NOPERM') group.pending = PENDING_DENIED;
        return;
      }
      group.pending = observePending(before, { front, page: rows, asked: page, again }, clock.now());
      notePending(group, behind === undefined && front.rows === count && count < page, clock.monotonic());
    },
  };
  const rows = Math.min(count, page);
  return [{ ask, micros: MICROS.xpending(rows) + 2 * (commands - 1), bytes: 70 * rows }];
}

function pendingCommands(
  stream: WatchedStream,
  group: WatchedGroup,
  page: number,
  behind: EntryId | undefined,
  worst: EntryId | undefined,
): { readonly payload: Buffer; readonly commands: number } {
  const pending = (from: string, to: string, rows: number): Buffer =>
    encodeCommand(['XPENDING', stream.bytes, group.bytes, from, to, String(rows)]);
  if (behind === undefined && worst === undefined && page === PENDING_PAGE) {
    return { payload: (group.commands.pending ??= pending('-', '+', page)), commands: 1 };
  }
  const commands = [
    pending('-', '+', behind === undefined ? page : 1),
    ...(behind === undefined ? [] : [pending(behind, '+', page)]),
    ...(worst === undefined ? [] : [pending(worst, worst, 1)]),
  ];
  return { payload: Buffer.concat(commands), commands: commands.length };
}

function snapshotPart(stream: WatchedStream, pages: readonly PagePlan[], context: PollContext): Part {
  const { capabilities, clock } = context;
  const ask = snapshotAsk(stream, pages, capabilities, (answer) => takeSnapshot(stream, pages, answer, clock));
  const entries = pages.reduce((sum, { count }) => sum + Math.min(count, stream.length), 0);
  const bytes = (2 + entries) * (stream.entryBytes || 150) + 400 + 150 * stream.groups.length;
  const micros =
    MICROS.xinfoStream(2 * stream.entryBytes) +
    MICROS.xinfoGroups(stream.groups.length) +
    MICROS.xrange(entries, entries * (stream.entryBytes || 150)) +
    (ask.replies - 2) * MICROS.plain;
  return { ask, micros, bytes };
}

function simpleAsk(payload: Buffer, take: (cursor: ReplyCursor) => void): Part['ask'] {
  return {
    payload,
    replies: 1,
    previous: undefined,
    answered(raw) {
      if (raw !== undefined) take(new ReplyCursor(raw));
    },
  };
}

function consumersOf(stream: WatchedStream): number {
  return stream.groups.reduce((sum, { reply }) => sum + reply.consumers, 0);
}
