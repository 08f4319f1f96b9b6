import { type EntryId, parseEntryId } from '../entries/entry-id.ts';
import type { SeenEntry } from './seen-entry.ts';
import { varintReader, varintWriter, type VarintReader, type VarintWriter } from './varints.ts';

const FORMAT = 1;

/**
 * Entries as bytes, about seven each where ids and delivery times lie close together: what changes little from one to
 * the next is written as the difference. Exact for every id, name and count of deliveries; times must be safe integers.
 */
export function packFrozen(entries: readonly SeenEntry[]): Uint8Array {
  const consumers = [...new Set(entries.map(({ consumer }) => consumer))];
  const indexes = new Map(consumers.map((consumer, index) => [consumer, index]));
  const out = varintWriter();
  out.unsigned(FORMAT);
  out.unsigned(entries.length);
  out.unsigned(consumers.length);
  for (const consumer of consumers) out.text(consumer);
  const last = { millis: 0, sequence: 0, deliveredAt: 0 };
  for (const { id, consumer, deliveries, deliveredAt } of entries) {
    putId(out, id, indexes.get(consumer) ?? 0, last);
    putCount(out, deliveries);
    out.signed(deliveredAt - last.deliveredAt);
    last.deliveredAt = deliveredAt;
  }
  return out.bytes();
}

export function unpackFrozen(bytes: Uint8Array): SeenEntry[] {
  const source = varintReader(bytes);
  if (source.unsigned() !== FORMAT) throw new RangeError('packed by another version of Weir');
  const count = source.unsigned();
  const consumers = Array.from({ length: source.unsigned() }, () => source.text());
  const last = { millis: 0, sequence: 0, deliveredAt: 0 };
  return Array.from({ length: count }, () => {
    const head = source.unsigned();
    const id = takeId(source, head % 2 === 1, last);
    const consumer = consumers[Math.floor(head / 2)];
    if (consumer === undefined) throw new RangeError('a packed entry names no consumer');
    const deliveries = takeCount(source);
    last.deliveredAt += source.signed();
    return { id, consumer, deliveries, deliveredAt: last.deliveredAt };
  });
}

const BEYOND = Number.MAX_SAFE_INTEGER;
const HALF = 2 ** 32;

// A count that is no safe integer stands in two halves behind a word that says so: XNACK FATAL gives 2^63 - 1.
function putCount(out: VarintWriter, count: number): void {
  if (count < BEYOND) return out.unsigned(count);
  out.unsigned(BEYOND);
  out.unsigned(Math.floor(count / HALF));
  out.unsigned(count % HALF);
}

function takeCount(source: VarintReader): number {
  const count = source.unsigned();
  return count === BEYOND ? source.unsigned() * HALF + source.unsigned() : count;
}

interface LastId {
  millis: number;
  sequence: number;
}

// The head is the consumer's index and, in its lowest bit, whether the id is too big for numbers and stands as text.
function putId(out: VarintWriter, id: EntryId, consumer: number, last: LastId): void {
  const dash = id.indexOf('-');
  const millis = Number(id.slice(0, dash));
  const sequence = Number(id.slice(dash + 1));
  if (!Number.isSafeInteger(millis) || !Number.isSafeInteger(sequence)) {
    out.unsigned(consumer * 2 + 1);
    out.text(id);
    return;
  }
  out.unsigned(consumer * 2);
  out.signed(millis - last.millis);
  if (millis === last.millis) out.signed(sequence - last.sequence);
  else out.unsigned(sequence);
  last.millis = millis;
  last.sequence = sequence;
}

function takeId(source: VarintReader, asText: boolean, last: LastId): EntryId {
  if (asText) {
    const id = parseEntryId(source.text());
    if (id === undefined) throw new RangeError('a packed entry has no id');
    return id;
  }
  const moved = source.signed();
  last.millis += moved;
  last.sequence = moved === 0 ? last.sequence + source.signed() : source.unsigned();
  // Sound: two safe unsigned integers, written without leading zeros.
  return `${last.millis}-${last.sequence}` as EntryId;
}
