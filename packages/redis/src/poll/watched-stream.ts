import type { EntryId } from '@weir/domain/entries/entry-id';
import type { ConsumerList, GroupObservation } from '@weir/domain/groups/group-observation';
import type { StreamMark } from '@weir/domain/groups/resolve-unread';
import type { Unread } from '@weir/domain/groups/unread';
import { unknown, type Known } from '@weir/domain/known/known';
import { bytesFromReadable } from '@weir/domain/names/readable-name';
import type { StreamEnds, StreamObservation } from '@weir/domain/streams/stream-observation';
import type { GroupReply } from '../replies/xinfo-groups.ts';
import type { CountJob } from '../unread/count-job.ts';
import type { UnreadProof } from '../unread/unread-proof.ts';
import type { CallsBefore } from './calls-before-restart.ts';
import { PENDING_NOT_READ, type PendingWatch } from './pending-watch.ts';

/** An end that came over the wire was this large; left alone until MEMORY USAGE shows that it is gone. */
export interface LargeEnd {
  readonly bytes: number;
  /** The most memory seen since. */
  readonly peakBytes: number;
}

/**
 * The poller's own, changing notes on one stream. Moments named `…At` are this machine's monotonic ms, and say when
 * something is due again; what is told to others is in `observation`.
 */
export interface WatchedStream {
  readonly name: string;
  readonly bytes: Buffer;
  readonly commands: { snapshot?: { readonly kind: string; readonly payload: Buffer }; memory?: Buffer };
  presence: 'new' | 'there' | 'deleted' | 'not-a-stream' | 'denied';
  absentSince: number;
  /** Redis ms: first seen in this incarnation. */
  since: number;
  length: number;
  groups: WatchedGroup[];
  /** No group has a lag, so length and groups alone do not show additions to a stream that is trimmed at once. */
  blind: boolean;
  /** The last answer to the standing question, to recognise the same one by; undefined = to be read anew. */
  standingBytes: Buffer | undefined;
  /** The figures of the last transaction. */
  mark: StreamMark | undefined;
  /** Groups and length alone show any change since then. */
  plain: boolean;
  ends: Known<StreamEnds>;
  endsAt: number;
  /** Size of an entry by MEMORY USAGE, or by the larger of the first and last one read; 0 = not known. */
  entryBytes: number;
  /** By MEMORY USAGE, less all that its groups may take of it. */
  leastEntryBytes: number;
  largeEnd: LargeEnd | undefined;
  memoryBytes: Known<number>;
  memoryAt: number;
  /** Something has changed since its memory was measured. */
  memoryOwed: boolean;
  detailAt: number;
  /** Length or groups differ from what the last detail saw. */
  dirty: boolean;
  /** Something has changed since consumers and pending entries were read. */
  owed: boolean;
  /** Every group's unread entries were decided at the last snapshot. */
  settled: boolean;
  /** The bytes of the last snapshot, while they are few: by them an unchanged stream is recognised. */
  snapshotBytes: Buffer | undefined;
  lookedUntil: number;
  /** A reply about it was too large to receive: left alone until then. */
  shunUntil: number;
  observation: StreamObservation | undefined;
}

export interface WatchedGroup {
  readonly name: string;
  readonly bytes: Buffer;
  readonly since: number;
  /** Encoded commands about this group that are sent again and again. */
  readonly commands: { consumers?: Buffer; pending?: Buffer };
  reply: GroupReply;
  unread: Unread;
  oldestUnread: Known<EntryId | null>;
  proof: UnreadProof | undefined;
  job: CountJob | undefined;
  /** A count was given up; not begun again before then. */
  countAgainAt: number;
  pending: PendingWatch;
  /** The whole pending list was read while no consumer called: until one does, or until then, it stands. */
  pendingStandsUntil: number;
  consumers: Known<ConsumerList>;
  consumersAt: number;
  /** When they were last read, no consumer had called since the reading before, which was some while ago. */
  quiet: boolean;
  callsBefore: CallsBefore | undefined;
  observation: GroupObservation | undefined;
}

/** An entry above this size makes a stream fat: XINFO STREAM and XRANGE carry it, so they are sent rarely. */
export const FAT_ENTRY_BYTES = 64 * 1_024;
export const BEING_COUNTED: Unread = { known: false, because: 'being counted' };
export const NOT_READ_YET = unknown('not read yet');

export function isThere(stream: WatchedStream): boolean {
  return stream.presence === 'there';
}

export function watchStream(name: string, bytes: Buffer): WatchedStream {
  return {
    name,
    bytes,
    commands: {},
    presence: 'new',
    absentSince: 0,
    since: 0,
    length: 0,
    groups: [],
    blind: true,
    standingBytes: undefined,
    mark: undefined,
    plain: false,
    ends: NOT_READ_YET,
    endsAt: -Infinity,
    entryBytes: 0,
    leastEntryBytes: 0,
    largeEnd: undefined,
    memoryBytes: NOT_READ_YET,
    memoryAt: -Infinity,
    memoryOwed: true,
    detailAt: -Infinity,
    dirty: true,
    owed: true,
    settled: false,
    snapshotBytes: undefined,
    lookedUntil: -Infinity,
    shunUntil: -Infinity,
    observation: undefined,
  };
}

/** Still being found out: a longer count, what lies between two positions, or the oldest entry. */
export function isOpen({ job, proof, reply, oldestUnread }: WatchedGroup): boolean {
  return job !== undefined || (proof !== undefined && proof.position !== reply.position) || !oldestUnread.known;
}

/** Forgets everything that belonged to an earlier incarnation of the stream. */
export function beginAnew(stream: WatchedStream, now: number): void {
  Object.assign(stream, watchStream(stream.name, stream.bytes), {
    presence: 'there',
    since: now,
    lookedUntil: stream.lookedUntil,
  });
}

/** Brings the groups in line with a reply: known ones keep their notes, new ones begin, missing ones end. */
export function applyGroups(stream: WatchedStream, replies: readonly GroupReply[], now: number): void {
  const old = stream.groups;
  const byName = new Map<string, WatchedGroup>();
  const aligned = replies.length === old.length && replies.every((reply, at) => old[at]?.name === reply.group);
  if (!aligned) for (const group of old) byName.set(group.name, group);
  if (!aligned) stream.owed = true;
  stream.blind = !replies.some(({ lag }) => typeof lag === 'number');
  stream.groups = replies.map((reply, at) => {
    const group = (aligned ? old[at] : byName.get(reply.group)) ?? watchGroup(reply, now);
    const { pending, consumers, position } = group.reply;
    if (pending !== reply.pending || consumers !== reply.consumers || position !== reply.position) {
      stream.owed = true;
      group.pendingStandsUntil = -Infinity;
    }
    group.reply = reply;
    return group;
  });
}

function watchGroup(reply: GroupReply, now: number): WatchedGroup {
  return {
    name: reply.group,
    bytes: Buffer.from(bytesFromReadable(reply.group) ?? []),
    since: now,
    commands: {},
    reply,
    unread: BEING_COUNTED,
    oldestUnread: NOT_READ_YET,
    proof: undefined,
    job: undefined,
    countAgainAt: -Infinity,
    pending: PENDING_NOT_READ,
    pendingStandsUntil: -Infinity,
    consumers: NOT_READ_YET,
    consumersAt: -Infinity,
    quiet: false,
    callsBefore: undefined,
    observation: undefined,
  };
}
