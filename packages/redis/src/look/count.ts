import type { Counted, Walk } from '@weir/domain/actions/look';
import { compareEntryIds, parseEntryId, type EntryId } from '@weir/domain/entries/entry-id';
import { idAfter } from '../pages/neighbour-id.ts';
import { nameBytes, type Reader } from '../pages/reader.ts';
import { ReplyError, type Reply } from '../replies/reply.ts';
import { orThrow } from './ask-one.ts';
import { rangePages, type IdRange } from './range-pages.ts';

// How many, and the last of them: the payload stays where it is.
const COUNT_LUA = `
local found = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[2], 'COUNT', ARGV[3])
if #found == 0 then return {0, ''} end
return {#found, found[#found][1]}
`;
// Round trips are all that is known of the server's time here: quick ones may grow, slow ones must shrink.
const QUICK_MS = 1;
const SLOW_MS = 2;
const MOST = 1_000;
const BOUNDS = { bytes: 64 * 1024, ms: 4_000 };

/** Counts entries with after < id ≤ until, a bounded step at a time. */
export async function countEntries(read: Reader, stream: string, range: IdRange, walk: Walk): Promise<Counted> {
  const key = nameBytes(stream);
  let entries = 0;
  let reached: EntryId | null = null;
  let step = 1;
  // Says by itself that it changes nothing; Redis 7.0 and later.
  let command: 'EVAL_RO' | 'EVAL' = 'EVAL_RO';
  let from = idAfter(range.after);
  while (from !== undefined && compareEntryIds(from, range.until) <= 0) {
    if (walk.signal.aborted || entries >= walk.atMost) return { entries, complete: false, reached };
    const count = Math.min(step, walk.atMost - entries);
    const script = [command, COUNT_LUA, '1', key, from, range.until, String(count)] as const;
    const bounded = await read([script], BOUNDS);
    const reply = bounded.kind === 'answer' ? bounded.replies[0] : undefined;
    if (reply instanceof ReplyError && scriptsAreOut(reply)) {
      if (command === 'EVAL') return countPages(read, stream, range, walk);
      command = 'EVAL';
      continue;
    }
    const [found, last] = pairFrom(orThrow(reply, ['XRANGE']));
    if (found === 0) break;
    entries += found;
    reached = last;
    walk.progress(entries);
    if (found < count) break;
    from = last === null ? undefined : idAfter(last);
    if (bounded.kind === 'answer') step = nextStep(step, bounded.ms);
  }
  return { entries, complete: true, reached };
}

/** Where scripts are not allowed, the payload has to come along. */
async function countPages(read: Reader, stream: string, range: IdRange, walk: Walk): Promise<Counted> {
  let entries = 0;
  let reached: EntryId | null = null;
  for await (const page of rangePages(read, stream, range)) {
    entries += page.entries.length + page.unread.length;
    reached = page.entries.at(-1)?.id ?? page.unread.at(-1) ?? reached;
    walk.progress(entries);
    const ended = reached === range.until;
    if (!ended && (walk.signal.aborted || entries >= walk.atMost)) return { entries, complete: false, reached };
  }
  return { entries, complete: true, reached };
}

function nextStep(step: number, tookMs: number): number {
  if (tookMs > SLOW_MS) return Math.max(1, Math.floor(step / 2));
  return tookMs < QUICK_MS ? Math.min(MOST, step * 4) : step;
}

function scriptsAreOut(error: ReplyError): boolean {
  return error.code === 'NOPERM' || /unknown command/i.test(error.text);
}

function pairFrom(reply: Reply): readonly [count: number, last: EntryId | null] {
  const [count, last] = Array.isArray(reply) ? (reply as readonly Reply[]) : []; // replies hold replies
  const id = Buffer.isBuffer(last) ? parseEntryId(last.toString('latin1')) : undefined;
  return [typeof count === 'number' ? count : 0, id ?? null];
}
