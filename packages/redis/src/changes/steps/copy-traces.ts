import type { CopyCall } from '@weir/domain/actions/call';
import { entryMatch } from '@weir/domain/actions/entry-matches';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { createHash } from 'node:crypto';
import { nameBytes } from '../../pages/reader.ts';
import { idOf, type CopyPage, type PlacedEntry } from './copy-page.ts';
import { CopySource } from './copy-source.ts';
import type { CopyWire } from './copy-wire.ts';

/** What a step was to add, as fingerprints in order, and where the source stands behind it. */
export interface CopyAim {
  readonly prints: readonly string[];
  readonly looked: number;
  readonly bytes: number;
  readonly reached: EntryId;
}

const PAGE = 500;
// What is read to find a step again. A step has at most 1,000 entries; the rest came from elsewhere.
const MOST_ENTRIES = 20_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** The first `wanted` entries behind `after` that the call copies; undefined when the source no longer has them. */
export async function aimOf(
  call: CopyCall,
  wire: CopyWire,
  after: EntryId,
  wanted: number,
): Promise<CopyAim | undefined> {
  const source = new CopySource(call, call.filter === null ? null : entryMatch(call.filter), new Map());
  const prints: string[] = [];
  let [looked, bytes, at] = [0, 0, after];
  for (;;) {
    const found = await source.read(wire, at, Math.min(PAGE, call.atMost - looked));
    if (found.kind !== 'page') return undefined;
    for (const [index, entry] of found.chosen.entries()) {
      prints.push(printOf(found.page, entry, call.originField));
      bytes += entry.bytes;
      if (prints.length === wanted) {
        looked += found.places?.[index] ?? index + 1;
        return { prints, looked, bytes, reached: idOf(found.page, entry) };
      }
    }
    looked += found.page.entries.length;
    if (found.ended || found.lastId === null || looked >= call.atMost) return undefined;
    at = found.lastId;
  }
}

/** Fingerprints of what the target has behind `from` up to `until`; undefined when it is more than is read for this. */
export async function printsBetween(
  call: CopyCall,
  wire: CopyWire,
  from: EntryId,
  until: EntryId,
): Promise<readonly string[] | undefined> {
  const target = new CopySource({ ...call, stream: call.to, until }, null, new Map());
  const prints: string[] = [];
  for (let [at, bytes] = [from, 0]; prints.length <= MOST_ENTRIES && bytes <= MOST_BYTES;) {
    const found = await target.read(wire, at, PAGE);
    if (found.kind !== 'page') return undefined;
    for (const entry of found.page.entries) prints.push(printOf(found.page, entry, null));
    if (found.ended || found.lastId === null) return prints;
    bytes += found.page.bytes;
    at = found.lastId;
  }
  return undefined;
}

/** Redis carries out a step with nothing in between, so it stands in one piece wherever it stands. */
export function findAim(wanted: readonly string[], there: readonly string[]): 'once' | 'nowhere' | 'unclear' {
  let whole = 0;
  let begun = 0;
  for (let at = there.indexOf(wanted[0] ?? ''); at >= 0; at = there.indexOf(wanted[0] ?? '', at + 1)) {
    begun += 1;
    if (wanted.every((print, index) => there[at + index] === print)) whole += 1;
    if (whole > 1) return 'unclear';
  }
  if (whole === 1) return 'once';
  return begun === 0 ? 'nowhere' : 'unclear';
}

function printOf(page: CopyPage, { from, to, idFrom, idTo }: PlacedEntry, originField: string | null): string {
  // Lengths and all: no two lists of words have the same bytes.
  const hash = createHash('sha256').update(page.raw.subarray(from, to));
  if (originField !== null) {
    const name = nameBytes(originField);
    hash
      .update(`$${name.length}\r\n`)
      .update(name)
      .update(`\r\n$${idTo - idFrom}\r\n`);
    hash.update(page.raw.subarray(idFrom, idTo)).update('\r\n');
  }
  return hash.digest('base64');
}
