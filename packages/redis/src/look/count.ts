import type { Counted, Walk } from '@weir/domain/actions/look';
import { compareEntryIds, parseEntryId, ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { entryFromBeginning } from '../pages/entry-beginning.ts';
import { idAfter, idBefore } from '../pages/neighbour-id.ts';
import { ONE_ENTRY_BYTES, REPLY_MS } from '../pages/page-budget.ts';
import { entriesOrThrow } from '../pages/range-walk.ts';
import { nameBytes, type Reader } from '../pages/reader.ts';
import { ReplyError, type Reply } from '../replies/reply.ts';
import { orThrow } from './ask-one.ts';
import { rangePages, type IdRange } from './range-pages.ts';

// How many, and the last of them: the payload stays where it is.
const COUNT_LUA = `
local found = redis.call(ARGV[4], KEYS[1], ARGV[1], ARGV[2], 'COUNT', ARGV[3])
if #found == 0 then return {0, ''} end
return {#found, found[#found][1]}
`;
// Round trips are all that is known of the server's time here. The quickest of them is the way to it; what one takes
// beyond that is taken for the server's: quick ones may grow, slow ones must shrink.
const QUICK_MS = 1;
const SLOW_MS = 2;
const MOST = 1_000;
const BOUNDS = { bytes: 64 * 1024, ms: 4_000 };

/** Counts entries with after < id ≤ until, a bounded step at a time. */
export function countEntries(read: Reader, stream: string, range: IdRange, walk: Walk): Promise<Counted> {
  return countInSteps(read, stream, range, walk, {
    command: 'XRANGE',
    next: (left, reached) => ({ ...left, after: reached }),
    bounds: ({ after, until }) => [idAfter(after), until],
    pages: () => countPages(read, stream, range, walk),
  });
}

/** The same from the newest of them back. */
export function countBack(read: Reader, stream: string, range: IdRange, walk: Walk): Promise<Counted> {
  return countInSteps(read, stream, range, walk, {
    command: 'XREVRANGE',
    next: ({ after }, reached) => ({ after, until: idBefore(reached) ?? ZERO_ID }),
    bounds: ({ after, until }) => [until, idAfter(after)],
    pages: () => countPagesBack(read, stream, range, walk),
  });
}

interface Way {
  readonly command: 'XRANGE' | 'XREVRANGE';
  /** What is left behind an entry. */
  readonly next: (left: IdRange, reached: EntryId) => IdRange;
  /** As the command takes them; undefined = there is no such id. */
  readonly bounds: (left: IdRange) => readonly [EntryId | undefined, EntryId | undefined];
  /** Where scripts are not allowed. */
  readonly pages: () => Promise<Counted>;
}

async function countInSteps(read: Reader, stream: string, range: IdRange, walk: Walk, way: Way): Promise<Counted> {
  const key = nameBytes(stream);
  let entries = 0;
  let reached: EntryId | null = null;
  let step = 1;
  let quickest = Infinity;
  // Says by itself that it changes nothing; Redis 7.0 and later.
  let command: 'EVAL_RO' | 'EVAL' = 'EVAL_RO';
  let left = range;
  while (compareEntryIds(left.after, left.until) < 0) {
    const [from, to] = way.bounds(left);
    if (from === undefined || to === undefined) break;
    if (walk.signal.aborted || entries >= walk.atMost) return { entries, complete: false, reached };
    const count = Math.min(step, walk.atMost - entries);
    const script = [command, COUNT_LUA, '1', key, from, to, String(count), way.command] as const;
    const bounded = await read([script], BOUNDS);
    const reply = bounded.kind === 'answer' ? bounded.replies[0] : undefined;
    if (reply instanceof ReplyError && scriptsAreOut(reply)) {
      if (command === 'EVAL') return way.pages();
      command = 'EVAL';
      continue;
    }
    const [found, last] = pairFrom(orThrow(reply, [way.command]));
    if (found === 0 || last === null) break;
    entries += found;
    reached = last;
    walk.progress(entries);
    if (found < count) break;
    left = way.next(left, last);
    if (bounded.kind !== 'answer') continue;
    quickest = Math.min(quickest, bounded.ms);
    step = nextStep(step, bounded.ms - quickest);
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

/** Backwards there are no pages with payloads: one entry at a time, which only a short way is gone in. */
async function countPagesBack(read: Reader, stream: string, range: IdRange, walk: Walk): Promise<Counted> {
  const key = nameBytes(stream);
  let entries = 0;
  let reached: EntryId | null = null;
  let { until } = range;
  while (entries < walk.atMost && !walk.signal.aborted) {
    const command = ['XREVRANGE', key, until, idAfter(range.after) ?? '+', 'COUNT', '1'] as const;
    const bounded = await read([command], { bytes: ONE_ENTRY_BYTES, ms: REPLY_MS });
    const id =
      bounded.kind === 'answer'
        ? entriesOrThrow(bounded.replies[0], command)[0]?.id
        : entryFromBeginning(bounded.beginning)?.id;
    if (id === undefined) return { entries, complete: true, reached };
    entries += 1;
    reached = id;
    walk.progress(entries);
    const before = idBefore(id);
    if (before === undefined || compareEntryIds(before, range.after) <= 0) return { entries, complete: true, reached };
    until = before;
  }
  return { entries, complete: false, reached };
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
