import { MAX_ID, ZERO_ID, type EntryId } from './entry-id.ts';

const MAX_PART = 18_446_744_073_709_551_615n;

/** The greatest id before this one; undefined before 0-0. */
export function idBefore(id: EntryId): EntryId | undefined {
  if (id === ZERO_ID) return undefined;
  const [ms, seq] = partsOf(id);
  return seq > 0n ? join(ms, seq - 1n) : join(ms - 1n, MAX_PART);
}

/** The smallest id after this one; the greatest possible id stays. */
export function idAfter(id: EntryId): EntryId {
  if (id === MAX_ID) return id;
  const [ms, seq] = partsOf(id);
  return seq < MAX_PART ? join(ms, seq + 1n) : join(ms + 1n, 0n);
}

function partsOf(id: EntryId): readonly [ms: bigint, seq: bigint] {
  const dash = id.indexOf('-');
  return [BigInt(id.slice(0, dash)), BigInt(id.slice(dash + 1))];
}

function join(ms: bigint, seq: bigint): EntryId {
  return `${ms}-${seq}` as EntryId; // Both parts are canonical decimals within 64 bits by the checks above.
}
