import type { EntryId } from '../entries/entry-id.ts';

/** How much one reading takes at most. */
export interface MostLines {
  readonly entries: number;
  /** Of lines; one entry more than that may come where a single one is larger. */
  readonly bytes: number;
}

export interface LineBatch {
  readonly lines: Uint8Array;
  readonly entries: number;
  /** Of the entries in `lines`. */
  readonly firstId: EntryId | null;
  readonly lastId: EntryId | null;
  /** Entries asked for that are behind us, found or not. */
  readonly looked: number;
  /** Nothing of what was asked for is left. */
  readonly ended: boolean;
}

/** Entries of a stream as the lines of an archive. Read in pages that take Redis a millisecond or so; fails with a ConsoleError. */
export interface LineSource {
  /** The entries with after < id ≤ until, oldest first. */
  range(
    stream: string,
    range: { readonly after: EntryId; readonly until: EntryId },
    most: MostLines,
  ): Promise<LineBatch>;
  /** Those of these entries that are there. */
  ids(stream: string, ids: readonly EntryId[], most: MostLines): Promise<LineBatch>;
}
