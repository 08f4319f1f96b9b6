import { compareEntryIds, type EntryId } from '../entries/entry-id.ts';
import { ConsoleError } from '../errors/console-error.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { Selection } from './action-input.ts';
import type { Freezer } from './freezer.ts';
import type { Look, StreamFacts } from './look.ts';
import type { SeenEntry } from './seen-entry.ts';

export interface Choosing {
  readonly group: string;
  readonly selection: Selection;
  /** Which of the two is meant: entries whose payload is there, or those whose is gone. */
  readonly payload: 'present' | 'gone';
  /** Left out although it matches. */
  readonly leaveOut: (entry: SeenEntry) => boolean;
}

export interface Chosen {
  readonly count: number;
  /** Matching, but of the other kind of payload. */
  readonly otherPayload: number;
  readonly leftOut: number;
  /** Holder → entries, most first. */
  readonly from: readonly { readonly consumer: string; readonly count: number }[];
  /** Delivery count → entries with it, most frequent first, at most 5. */
  readonly deliveries: readonly (readonly [deliveries: number, entries: number])[];
  readonly newestDeliveryAt: number;
  readonly firstId: EntryId | null;
  readonly lastId: EntryId | null;
  /** The first ones, for a command line. */
  readonly sample: readonly SeenEntry[];
}

const SAMPLE = 20;

/** Walks the pending entries the selection means, in the order of their ids, and freezes those to be worked on. */
export async function choosePending(
  look: Look,
  facts: StreamFacts,
  choosing: Choosing,
  freezer: Freezer,
): Promise<Chosen> {
  const holders = new Map<string, number>();
  const deliveries = new Map<number, number>();
  const sample: SeenEntry[] = [];
  let [count, otherPayload, leftOut, looked, newestDeliveryAt] = [0, 0, 0, 0, 0];
  let firstId: EntryId | null = null;
  let lastId: EntryId | null = null;
  const limit = 'matching' in choosing.selection ? (choosing.selection.matching.limit ?? Infinity) : Infinity;
  for await (const { rows, all } of matchingPages(look, facts.stream, choosing)) {
    if (freezer.signal.aborted) throw new ConsoleError('refused', 'Looking was stopped; nothing was changed.');
    looked += all;
    const missing = await look.missing(
      facts.stream,
      facts,
      rows.map(({ id }) => id),
    );
    const chosen: SeenEntry[] = [];
    for (const entry of rows) {
      if (count + chosen.length >= limit) break;
      if (choosing.leaveOut(entry)) leftOut += 1;
      else if (missing.has(entry.id) !== (choosing.payload === 'gone')) otherPayload += 1;
      else chosen.push(entry);
    }
    for (const entry of chosen) {
      holders.set(entry.consumer, (holders.get(entry.consumer) ?? 0) + 1);
      deliveries.set(entry.deliveries, (deliveries.get(entry.deliveries) ?? 0) + 1);
      newestDeliveryAt = Math.max(newestDeliveryAt, entry.deliveredAt);
      if (sample.length < SAMPLE) sample.push(entry);
    }
    count += chosen.length;
    firstId ??= chosen[0]?.id ?? null;
    lastId = chosen.at(-1)?.id ?? lastId;
    if (chosen.length > 0) await freezer.freeze(chosen);
    freezer.progress(looked);
    if (count >= limit) break;
  }
  const from = [...holders].map(([consumer, held]) => ({ consumer, count: held }));
  return {
    count,
    otherPayload,
    leftOut,
    from: from.toSorted((a, b) => b.count - a.count),
    deliveries: [...deliveries].toSorted((a, b) => b[1] - a[1]).slice(0, 5),
    newestDeliveryAt,
    firstId,
    lastId,
    sample,
  };
}

/** Why a choice of entries with a payload holds none. */
export function nothingMatches(selection: Selection): Sentence {
  const leastMs = 'matching' in selection ? (selection.matching.minIdleMs ?? 0) : 0;
  if (leastMs === 0) return ['No pending entry matches. They may have been acknowledged meanwhile.'];
  return ['No pending entry that matches was delivered ', { ms: leastMs }, ' ago or earlier.'];
}

interface Piece {
  readonly rows: readonly SeenEntry[];
  /** Rows looked at for it. */
  readonly all: number;
}

async function* matchingPages(look: Look, stream: string, { group, selection }: Choosing): AsyncGenerator<Piece> {
  if ('ids' in selection) {
    const rows: SeenEntry[] = [];
    for (const id of [...new Set(selection.ids)].toSorted(compareEntryIds)) {
      const page = await look.pending(stream, group, { from: id, to: id });
      rows.push(...page.rows);
    }
    yield { rows, all: selection.ids.length };
    return;
  }
  const { consumer, minIdleMs = 0, maxIdleMs = Infinity, minDeliveries = 0, from, to } = selection.matching;
  const bounds = { consumer, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  let after: EntryId | undefined;
  do {
    const page = await look.pending(stream, group, after === undefined ? bounds : { ...bounds, after });
    const rows = page.rows.filter((entry) => {
      const idle = page.at - entry.deliveredAt;
      return idle >= minIdleMs && idle <= maxIdleMs && entry.deliveries >= minDeliveries;
    });
    yield { rows, all: page.rows.length };
    after = page.next ?? undefined;
  } while (after !== undefined);
}
