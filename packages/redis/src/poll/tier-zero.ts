import { ReplyError } from '../replies/reply.ts';
import { readXinfoGroups, type GroupReply } from '../replies/xinfo-groups.ts';
import { encodeCommand } from '../resp/encode-command.ts';
import type { Ask } from '../resp/poll-wire.ts';
import { ReplyCursor } from '../resp/reply-cursor.ts';
import { MICROS } from './cost-class.ts';
import type { Order } from './metered-wire.ts';
import type { RedisClock } from './redis-clock.ts';
import { applyGroups, beginAnew, type WatchedGroup, type WatchedStream } from './watched-stream.ts';

/** What a reading of groups and lengths found that needs more than a look. */
export interface Findings {
  readonly changed: Set<WatchedStream>;
  readonly gone: WatchedStream[];
  /** An answer that is about the server and not about the stream: LOADING, BUSY, CLUSTERDOWN … */
  refused: ReplyError | undefined;
}

// Codes that say nothing about the stream itself.
const ABOUT_THE_SERVER = new Set(['LOADING', 'BUSY', 'MASTERDOWN', 'CLUSTERDOWN', 'NOAUTH', 'TRYAGAIN']);

/**
 * The standing question about one stream, asked in every poll: its groups and its length, the two cheapest figures that
 * show nearly every change. An unchanged answer is recognised by its bytes and costs nothing more.
 */
export function tierZeroOrder(stream: WatchedStream, clock: RedisClock, findings: () => Findings): Order {
  const ask: Ask = {
    payload: Buffer.concat([encodeCommand(['XINFO', 'GROUPS', stream.bytes]), encodeCommand(['XLEN', stream.bytes])]),
    replies: 2,
    get previous() {
      return stream.standingBytes;
    },
    answered(raw) {
      if (raw === undefined) return;
      stream.standingBytes = keep(stream.standingBytes, raw);
      takeReply(stream, raw, clock, findings());
    },
    tooLarge() {
      stream.shunUntil = clock.monotonic() + SHUN_MS;
    },
  };
  return {
    asks: [ask],
    commands: 2,
    get micros() {
      return MICROS.xinfoGroups(stream.groups.length) + MICROS.again;
    },
    get likelyBytes() {
      return 64 + 150 * stream.groups.length;
    },
  };
}

// A reply over 64 MiB means some 400,000 groups; asking again each poll would only break the connection each time.
const SHUN_MS = 600_000;
const DENIED_MS = 60_000;

function takeReply(stream: WatchedStream, raw: Buffer, clock: RedisClock, findings: Findings): void {
  const cursor = new ReplyCursor(raw);
  const groups = readXinfoGroups(cursor);
  if (groups instanceof ReplyError) {
    takeError(stream, groups, clock, findings);
    return;
  }
  const length = cursor.error() === undefined ? cursor.integer() : undefined;
  const now = clock.now();
  if (stream.presence !== 'there') beginAnew(stream, now);
  else if (!stream.dirty && length === stream.length && sameGroups(stream.groups, groups)) return;
  applyGroups(stream, groups, now);
  stream.length = length ?? stream.length;
  stream.dirty = true;
  stream.memoryOwed = true;
  findings.changed.add(stream);
}

function takeError(stream: WatchedStream, error: ReplyError, clock: RedisClock, findings: Findings): void {
  if (ABOUT_THE_SERVER.has(error.code)) {
    findings.refused ??= error;
    return;
  }
  const presence = whyAbsent(error);
  if (presence === undefined || stream.presence === presence) return;
  // A configured name that never was a stream is not gone; one that may not be read is worth telling at once.
  const worthTelling = stream.presence === 'there' || presence === 'denied';
  stream.presence = presence;
  stream.absentSince = clock.monotonic();
  stream.observation = undefined;
  // Rights seldom change; the key is still there and would be found again by each sweep.
  if (presence === 'denied') stream.shunUntil = clock.monotonic() + DENIED_MS;
  if (worthTelling) findings.gone.push(stream);
}

function whyAbsent(error: ReplyError): 'deleted' | 'not-a-stream' | 'denied' | undefined {
  if (error.code === 'WRONGTYPE') return 'not-a-stream';
  if (error.code === 'NOPERM') return 'denied';
  return /no such key/i.test(error.text) ? 'deleted' : undefined;
}

// Bytes differ from the last such reply also when a detail has shown the news already.
function sameGroups(groups: readonly WatchedGroup[], replies: readonly GroupReply[]): boolean {
  return groups.length === replies.length && groups.every(({ reply }, at) => sameGroup(reply, replies[at]));
}

function sameGroup(a: GroupReply, b: GroupReply | undefined): boolean {
  return (
    b !== undefined &&
    a.group === b.group &&
    a.position === b.position &&
    a.pending === b.pending &&
    a.consumers === b.consumers &&
    a.entriesRead === b.entriesRead &&
    a.lag === b.lag
  );
}

// The old buffer serves again when the new reply has its length, as it mostly has.
function keep(previous: Buffer | undefined, raw: Buffer): Buffer {
  if (previous?.length !== raw.length) return Buffer.from(raw);
  raw.copy(previous);
  return previous;
}
