import type { Capabilities } from '@weir/domain/capabilities/capability';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { ReplyError } from '../replies/reply.ts';
import { readXinfoGroups, type GroupReply } from '../replies/xinfo-groups.ts';
import { readXinfoStream, type StreamReply } from '../replies/xinfo-stream.ts';
import { readXrangeIds, type RangeReply } from '../replies/xrange-ids.ts';
import { encodeCommand } from '../resp/encode-command.ts';
import { ENDS_REPLIES, endsCommands, readStreamEnds } from '../replies/stream-ends.ts';
import type { Ask } from '../resp/poll-wire.ts';
import { ReplyCursor } from '../resp/reply-cursor.ts';
import type { PagePlan } from './plan-pages.ts';
import type { WatchedStream } from './watched-stream.ts';

/** A stream's figures, its groups and some pages, all of one moment. */
export interface Snapshot {
  readonly stream: StreamReply;
  readonly groups: readonly GroupReply[];
  /** In the order planned; an error where one page failed. */
  readonly pages: readonly (RangeReply | ReplyError)[];
  /** The reply itself when it is short and has no pages: the same bytes later mean the same state. */
  readonly bytes: Buffer | undefined;
}

/** unchanged: as at the last snapshot. torn: without transactions, the stream changed between the replies. */
export type SnapshotAnswer = Snapshot | ReplyError | 'unchanged' | 'torn';

// Longer ones hold large entries, and keeping those for every stream is not worth the parsing.
const REMEMBERED_BYTES = 4 * 1_024;

const MULTI = encodeCommand(['MULTI']);
const EXEC = encodeCommand(['EXEC']);

/** How a snapshot is asked for, and so how its answer is read. */
interface Shape {
  readonly atomic: boolean;
  readonly figures: 'xinfo' | 'ends';
  readonly pages: number;
}

/** Where a stream's figures come from: XINFO STREAM, else its two ends; 'none' = neither can be had. */
export function figuresBy({ xinfoStream, xrange }: Capabilities): 'xinfo' | 'ends' | 'none' {
  if (xinfoStream !== 'missing' && xinfoStream !== 'denied') return 'xinfo';
  return xrange === 'yes' ? 'ends' : 'none';
}

function idsGivenOut({ mark, groups }: WatchedStream): readonly EntryId[] {
  const positions = groups.map(({ reply }) => reply.position);
  return mark === undefined ? positions : [...positions, mark.lastGeneratedId];
}

/** Asks for a snapshot: in MULTI/EXEC, or where the account may not, between two equal readings of the groups. */
export function snapshotAsk(
  stream: WatchedStream,
  pages: readonly PagePlan[],
  capabilities: Capabilities,
  answered: (answer: SnapshotAnswer) => void,
): Ask {
  const shape: Shape = {
    atomic: capabilities.multi === 'yes',
    figures: figuresBy(capabilities) === 'ends' ? 'ends' : 'xinfo',
    pages: pages.length,
  };
  const figures = shape.figures === 'ends' ? ENDS_REPLIES : 1;
  return {
    payload: payloadFor(stream, pages, shape),
    replies: pages.length + figures + (shape.atomic ? 3 : 2),
    // A stream that changed meanwhile may have changed back: only the state these bytes left may be confirmed by them.
    previous: pages.length === 0 && !stream.dirty ? stream.snapshotBytes : undefined,
    answered(raw) {
      if (raw === undefined) {
        answered('unchanged');
        return;
      }
      const cursor = new ReplyCursor(raw);
      const answer = shape.atomic ? readTransaction(cursor, shape, stream) : readSandwich(cursor, shape, stream);
      const short = pages.length === 0 && raw.length <= REMEMBERED_BYTES;
      const isSnapshot = typeof answer === 'object' && !(answer instanceof ReplyError);
      answered(isSnapshot && short ? { ...answer, bytes: Buffer.from(raw) } : answer);
    },
    tooLarge: () => answered(new ReplyError('TOOLARGE')),
  };
}

function payloadFor(stream: WatchedStream, pages: readonly PagePlan[], { atomic, figures }: Shape): Buffer {
  const { commands } = stream;
  // Another connection may have other rights.
  const kind = `${figures} ${String(atomic)}`;
  if (pages.length === 0 && commands.snapshot?.kind === kind) return commands.snapshot.payload;
  const groups = encodeCommand(['XINFO', 'GROUPS', stream.bytes]);
  const inside = [
    ...(figures === 'ends' ? endsCommands(stream.bytes) : [['XINFO', 'STREAM', stream.bytes]]).map(encodeCommand),
    groups,
    ...pages.map((page) => range(stream, page)),
  ];
  const payload = Buffer.concat(atomic ? [MULTI, ...inside, EXEC] : [groups, ...inside]);
  // With pages the ids differ each time.
  if (pages.length === 0) commands.snapshot = { kind, payload };
  return payload;
}

function range(stream: WatchedStream, page: PagePlan): Buffer {
  return encodeCommand(['XRANGE', stream.bytes, page.from, page.to, 'COUNT', String(page.count)]);
}

function readTransaction(cursor: ReplyCursor, shape: Shape, stream: WatchedStream): SnapshotAnswer {
  let refused: ReplyError | undefined;
  // MULTI's OK and the QUEUED of each command; what was refused here tells more than EXECABORT does.
  for (let at = 0; at < shape.pages + (shape.figures === 'ends' ? ENDS_REPLIES : 1) + 2; at += 1) {
    const error = cursor.error();
    if (error === undefined) cursor.skip();
    refused ??= error;
  }
  const aborted = cursor.error();
  if (refused !== undefined || aborted !== undefined) return refused ?? aborted ?? new ReplyError('EXECABORT');
  cursor.array();
  return readInside(cursor, shape, stream);
}

function readSandwich(cursor: ReplyCursor, shape: Shape, stream: WatchedStream): SnapshotAnswer {
  const begin = cursor.at;
  cursor.skip();
  const before = cursor.bytes.subarray(begin, cursor.at);
  // Readable now or never: the groups after the stream's figures must be the same bytes.
  const ahead = new ReplyCursor(cursor.bytes, cursor.at);
  for (let at = 0; at < (shape.figures === 'ends' ? ENDS_REPLIES : 1); at += 1) ahead.skip();
  const from = ahead.at;
  ahead.skip();
  if (!before.equals(cursor.bytes.subarray(from, ahead.at))) return 'torn';
  return readInside(cursor, shape, stream);
}

function readInside(cursor: ReplyCursor, { figures, pages }: Shape, watched: WatchedStream): SnapshotAnswer {
  const stream = figures === 'ends' ? readStreamEnds(cursor, idsGivenOut(watched)) : readXinfoStream(cursor);
  if (stream instanceof ReplyError) return stream;
  const groups = readXinfoGroups(cursor);
  if (groups instanceof ReplyError) return groups;
  return { stream, groups, pages: Array.from({ length: pages }, () => readXrangeIds(cursor)), bytes: undefined };
}
