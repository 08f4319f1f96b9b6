import type { EntryId } from '../entries/entry-id.ts';

/**
 * Entries kept outside Redis, so that they may be removed from it. An archive belongs to one job and has its id: parts
 * with the entries as lines (`line-writer.ts`), and a manifest that is written last. A part is finished when its content
 * was read back and found equal; until then it counts as not there. Every method rejects with a ConsoleError of reason
 * 'refused' when the disk does not do what is asked, and then nothing may be removed from Redis.
 */
export interface Archives {
  /** Writes a part, reads it back and finishes it. A part that is finished already stays as it is and is what is answered. */
  keep(head: ArchiveHead, part: PartToKeep): Promise<ArchivePart>;
  /** The finished part, read back anew; undefined = there is none. */
  part(archiveId: string, number: number): Promise<ArchivePart | undefined>;
  /** Writes the manifest over parts 1 … `parts`. Sealing twice does no harm. */
  seal(head: ArchiveHead, parts: number): Promise<SealedArchive>;
  /** The sealed archive; undefined = there is none, or it was never finished. */
  find(archiveId: string): Promise<SealedArchive | undefined>;
  /** Newest first, unfinished ones too, at most `limit`. */
  list(limit: number): Promise<readonly ListedArchive[]>;
  /** The lines of a part of a sealed archive, held against the manifest before anything of them is used. */
  lines(archiveId: string, number: number): Promise<Uint8Array>;
}

/** Whose archive it is. */
export interface ArchiveHead {
  /** The job's id. */
  readonly archiveId: string;
  readonly connection: string;
  readonly stream: string;
  /** This machine's clock, epoch ms: when the job was made. */
  readonly createdAt: number;
}

export interface PartToKeep {
  readonly number: number;
  readonly lines: Uint8Array;
  readonly entries: number;
  readonly firstId: EntryId | null;
  readonly lastId: EntryId | null;
  /** Entries looked at for it; of a frozen set some may have been gone. */
  readonly looked: number;
  /** No part comes behind it. */
  readonly ends: boolean;
}

export interface ArchivePart extends Omit<PartToKeep, 'lines'> {
  readonly file: string;
  /** Of the lines, and of the file. */
  readonly bytes: number;
  readonly storedBytes: number;
  /** SHA-256 of the file as it lies on disk, lower-case hex. */
  readonly sha256: string;
}

export interface ArchiveManifest extends ArchiveHead {
  readonly format: 1;
  readonly entries: number;
  readonly bytes: number;
  readonly storedBytes: number;
  readonly firstId: EntryId | null;
  readonly lastId: EntryId | null;
  readonly parts: readonly ArchivePart[];
}

export interface SealedArchive {
  readonly manifest: ArchiveManifest;
  /** SHA-256 of the manifest's file: who keeps it can prove the whole archive. */
  readonly sha256: string;
}

export interface ListedArchive {
  readonly archiveId: string;
  /** Null: begun and never finished; nothing was removed on its account. */
  readonly sealed: SealedArchive | null;
  /** Why it cannot be read; '' = it can, or it was never finished. */
  readonly trouble: string;
}
