/** A canonical stream entry id, "ms-seq": two unsigned 64-bit integers in decimal, without leading zeros. */
export type EntryId = string & { readonly __brand: 'EntryId' };

const SHAPE = /^(0|[1-9][0-9]{0,19})-(0|[1-9][0-9]{0,19})$/;
const MAX_PART = '18446744073709551615';

export const ZERO_ID = '0-0' as EntryId;
export const MAX_ID = `${MAX_PART}-${MAX_PART}` as EntryId;

/** The id if `text` is exactly canonical; otherwise undefined. Accepts nothing Redis would have to complete. */
export function parseEntryId(text: string): EntryId | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const [, ms = '', seq = ''] = match;
  return compareDecimals(ms, MAX_PART) <= 0 && compareDecimals(seq, MAX_PART) <= 0 ? (text as EntryId) : undefined;
}

/** Negative, zero or positive, as the ids stand in the log. Exact over the whole 64-bit range. */
export function compareEntryIds(a: EntryId, b: EntryId): number {
  if (a === b) return 0;
  const dashA = a.indexOf('-');
  const dashB = b.indexOf('-');
  return (
    compareDecimals(a.slice(0, dashA), b.slice(0, dashB)) || compareDecimals(a.slice(dashA + 1), b.slice(dashB + 1))
  );
}

/** Milliseconds part as a number; above 2^53 it is no time and loses precision, which callers test for. */
export function millisOf(id: EntryId): number {
  return Number(id.slice(0, id.indexOf('-')));
}

// Canonical decimals of different length differ by length; of equal length, by text.
function compareDecimals(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
