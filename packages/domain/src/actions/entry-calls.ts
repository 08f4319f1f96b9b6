import type { ArchivePart } from '../archive/archives.ts';
import type { ArchivedEntry } from '../archive/read-lines.ts';
import type { EntryId } from '../entries/entry-id.ts';
import type { CallBase, SeenStream } from './call-base.ts';

/**
 * Writes entries into a part of the job's archive, and says so in the mark: it goes before the calls that remove them.
 * The part is finished when the mark is written, so a call that is looked for in the mark is found in the archive too.
 */
export interface ArchiveCall extends CallBase {
  readonly kind: 'archive';
  /** Number of the part, from 1. */
  readonly part: number;
  /** All entries with `after` < id ≤ `until`, or these alone; the journal keeps none, for they are in the frozen set. */
  readonly which: { readonly after: EntryId; readonly until: EntryId } | { readonly ids: readonly EntryId[] };
  /** This call looks at no more than so many. */
  readonly atMost: number;
  /** No call archives behind this one when it comes to its end. */
  readonly last: boolean;
  readonly seen?: SeenStream;
  /** What the part holds; absent in the journal, where it is not known yet. */
  readonly kept?: ArchivePart;
}

/** Adds one entry. */
export interface AddEntryCall extends CallBase {
  readonly kind: 'add-entry';
  readonly create: boolean;
  /** Null = the next one. */
  readonly id: EntryId | null;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** Removes single entries; one that is gone already is said to be. */
export interface DeleteEntriesCall extends CallBase {
  readonly kind: 'delete-entries';
  /** In the frozen set; the journal keeps none. */
  readonly ids: readonly EntryId[];
  readonly seen?: SeenStream;
}

/** Adds entries of an archive in order, as they were. */
export interface RestoreCall extends CallBase {
  readonly kind: 'restore';
  readonly archive: string;
  /** Hash of the manifest the plan was made of. */
  readonly sha256: string;
  readonly create: boolean;
  /** Last id of the archive that is behind us. */
  readonly after: EntryId;
  readonly ids: readonly EntryId[] | null;
  readonly as: 'keep' | 'new';
  readonly originField: string | null;
  readonly atMost: number;
  /** Read from the archive when the call is carried out; absent in the journal. */
  readonly archived?: readonly ArchivedEntry[];
  readonly more?: boolean;
}
