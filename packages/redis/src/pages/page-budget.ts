import type { Entry } from '@weir/domain/entries/entry';

// What one reply may weigh. An entry alone may weigh more than several together, or large ones could never be seen.
export const ONE_ENTRY_BYTES = 16 * 1024 * 1024;
export const SEVERAL_ENTRIES_BYTES = 8 * 1024 * 1024;
export const REPLY_MS = 3_000;
/** Entries of one page that may be shown by their beginning: each costs a new connection. */
export const MAX_BEGINNINGS = 2;

// What one page may weigh, as read and as shown. Where it ends the page ends, shorter than asked for.
const READ_BYTES = 16 * 1024 * 1024;
const SHOWN_BYTES = 4 * 1024 * 1024;
// A slow network gets short pages instead of time-outs.
const PAGE_MS = 2_500;

export interface PageBudget {
  take(bytes: number, entries: readonly Entry[]): void;
  spent(): boolean;
}

/** Counts what one page has cost since now. */
export function createPageBudget(): PageBudget {
  const began = performance.now();
  let read = 0;
  let shown = 0;
  return {
    take(bytes, entries) {
      read += bytes;
      for (const { fields } of entries) for (const [name, value] of fields) shown += name.length + value.length;
    },
    spent: () => read >= READ_BYTES || shown >= SHOWN_BYTES || performance.now() - began >= PAGE_MS,
  };
}
