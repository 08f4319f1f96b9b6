import type { EntryMatch } from '@weir/domain/actions/entry-matches';
import type { CopyCall } from '@weir/domain/actions/call';
import { compareEntryIds, type EntryId } from '@weir/domain/entries/entry-id';
import type { NoAnswerWhy } from '../../commands/ask.ts';
import { failureFromReply } from '../../errors/failure.ts';
import { entryFromBeginning } from '../../pages/entry-beginning.ts';
import { idAfter } from '../../pages/neighbour-id.ts';
import { nameBytes } from '../../pages/reader.ts';
import { encodeCommand } from '../../resp/encode-command.ts';
import { ReplyCursor } from '../../resp/reply-cursor.ts';
import { copyPageFrom, idOf, wordsOf, type CopyPage, type PlacedEntry } from './copy-page.ts';
import type { CopyWire } from './copy-wire.ts';

/** What was found behind some id of the source. */
export type Found =
  | {
      readonly kind: 'page';
      readonly page: CopyPage;
      /** The range ends with this page. */
      readonly ended: boolean;
      readonly lastId: EntryId | null;
      readonly chosen: readonly PlacedEntry[];
      readonly places: readonly number[] | null;
    }
  | { readonly kind: 'too-large'; readonly id: EntryId }
  /** More came than is taken at once; the connection was given up. Ask again for fewer. */
  | { readonly kind: 'too-much' }
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: string }
  | { readonly kind: 'none'; readonly why: NoAnswerWhy };

export const LARGEST_ENTRY_BYTES = 32 * 1024 * 1024;
// Names, values and what Redis puts around them; an entry over the limit by a hair is found when it is read.
export const ONE_ENTRY_REPLY = LARGEST_ENTRY_BYTES + 8 * 1024 * 1024;
export const PAGE_REPLY = 8 * 1024 * 1024;
/** What one step should carry: more does not make it quicker, and everybody waits while it runs. */
const STEP_BYTES = 512 * 1024;
const FIRST_COUNT = 16;
/** One XRANGE of so many small entries takes Redis well under a millisecond. */
const MOST_COUNT = 1_000;
/** A page of large steps, and what Redis puts around its entries. */
const ROOM_BYTES = STEP_BYTES + 128 * 1024;
const ROOMY = 64 * 1024;
const MOST_STREAMS = 1_000;

/** Reads the source of a copy page by page, as bytes. */
export class CopySource {
  readonly #stream: Buffer;
  readonly #name: string;
  readonly #until: EntryId;
  readonly #matches: EntryMatch | null;
  readonly #weights: Map<string, number>;
  /** Where pages come to lie in turn: one holds until the page after the next is asked for. */
  readonly #rooms: Buffer[] = [];
  #turn = 0;
  #count = FIRST_COUNT;
  /** Entries still to be read one by one: among them lies what made a page too large. */
  #careful = 0;
  /** What could not be received behind `after`: known, but the connection it was met on is gone. */
  #large: { readonly after: EntryId; readonly id: EntryId } | undefined;

  constructor(call: Pick<CopyCall, 'stream' | 'until'>, matches: EntryMatch | null, weights: Map<string, number>) {
    this.#stream = nameBytes(call.stream);
    this.#name = call.stream;
    this.#until = call.until;
    this.#matches = matches;
    this.#weights = weights;
    const weight = weights.get(call.stream);
    if (weight !== undefined) this.#count = fitting(weight);
  }

  /** The entries behind `after`, at most `most`. Never rejects. */
  async read(wire: CopyWire, after: EntryId, most: number): Promise<Found> {
    const from = idAfter(after);
    if (from === undefined || compareEntryIds(from, this.#until) > 0) return emptyEnd();
    if (this.#large?.after === after) return { kind: 'too-large', id: this.#large.id };
    const count = Math.min(this.#count, most);
    const bound = count === 1 ? ONE_ENTRY_REPLY : PAGE_REPLY;
    const command = encodeCommand(['XRANGE', this.#stream, from, this.#until, 'COUNT', String(count)]);
    const answer = await wire.ask(command, 1, bound, this.#room(count));
    if (answer.kind === 'none') return answer;
    if (answer.kind === 'too-large') return this.#tooLarge(after, count, answer.beginning);
    const error = new ReplyCursor(answer.raw).error();
    if (error !== undefined) {
      return { kind: 'refused', code: error.code, sentence: failureFromReply(error, ['XRANGE']).sentence };
    }
    const page = copyPageFrom(answer.raw);
    this.#learn(page, count);
    return this.#choose(page, count);
  }

  #room(count: number): Buffer | undefined {
    const weight = this.#weights.get(this.#name) ?? 0;
    if (count * weight < ROOMY) return undefined;
    this.#turn = 1 - this.#turn;
    return (this.#rooms[this.#turn] ??= Buffer.allocUnsafeSlow(ROOM_BYTES));
  }

  #tooLarge(after: EntryId, count: number, beginning: Buffer): Found {
    this.#count = 1;
    this.#careful = Math.max(this.#careful, count);
    const id = count === 1 ? entryFromBeginning(beginning)?.id : undefined;
    if (id !== undefined) this.#large = { after, id };
    return { kind: 'too-much' };
  }

  #learn(page: CopyPage, asked: number): void {
    if (page.entries.length === 0) return;
    const weight = Math.max(64, page.bytes / page.entries.length);
    if (this.#weights.size >= MOST_STREAMS) this.#weights.clear();
    this.#weights.set(this.#name, weight);
    this.#careful -= page.entries.length;
    if (this.#careful > 0) return;
    // At most four times as many as went well just now: nothing tells how large entries are before they are read.
    this.#count = Math.min(fitting(weight), Math.max(FIRST_COUNT, asked * 4));
    if (page.bytes > STEP_BYTES) this.#count = Math.max(1, Math.min(this.#count, Math.floor(asked / 2)));
  }

  #choose(page: CopyPage, asked: number): Found {
    const { entries } = page;
    const last = entries.at(-1);
    const lastId = last === undefined ? null : idOf(page, last);
    const ended = entries.length < asked || lastId === this.#until;
    const large = entries.findIndex(({ bytes }) => bytes > LARGEST_ENTRY_BYTES);
    if (large >= 0 && entries[large] !== undefined) return { kind: 'too-large', id: idOf(page, entries[large]) };
    if (this.#matches === null) return { kind: 'page', page, ended, lastId, chosen: entries, places: null };
    const chosen: PlacedEntry[] = [];
    const places: number[] = [];
    for (const [at, entry] of entries.entries()) {
      if (!this.#matches(wordsOf(page, entry))) continue;
      chosen.push(entry);
      places.push(at + 1);
    }
    return { kind: 'page', page, ended, lastId, chosen, places };
  }
}

/**
 * The part of a page that one step should carry: entries can be a hundred times larger than those before them, which
 * shows when they were read. What is cut off is read again.
 */
export function withinStep(found: Extract<Found, { kind: 'page' }>): Extract<Found, { kind: 'page' }> {
  const { page, chosen, places } = found;
  let bytes = page.entries[0]?.bytes ?? 0;
  let kept = 1;
  for (; kept < page.entries.length; kept += 1) {
    bytes += page.entries[kept]?.bytes ?? 0;
    if (bytes > STEP_BYTES) break;
  }
  const [last, cut] = [page.entries[kept - 1], page.entries[kept]];
  if (last === undefined || cut === undefined) return found;
  const some = chosen.filter(({ from }) => from < cut.from);
  return {
    kind: 'page',
    page: { raw: page.raw, entries: page.entries.slice(0, kept), bytes: bytes - cut.bytes },
    ended: false,
    lastId: idOf(page, last),
    chosen: some,
    places: places?.slice(0, some.length) ?? null,
  };
}

function fitting(weight: number): number {
  return Math.max(1, Math.min(MOST_COUNT, Math.floor(STEP_BYTES / weight)));
}

function emptyEnd(): Found {
  const page: CopyPage = { raw: Buffer.alloc(0), entries: [], bytes: 0 };
  return { kind: 'page', page, ended: true, lastId: null, chosen: [], places: null };
}
