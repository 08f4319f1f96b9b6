/** One archive as lists show it. */
export interface ArchiveAnswer {
  /** The id of the job it belongs to. */
  readonly archiveId: string;
  /** Null where it was never finished or cannot be read. */
  readonly connection: string | null;
  readonly stream: string | null;
  readonly createdAt: number | null;
  readonly entries: number | null;
  readonly bytes: number | null;
  readonly storedBytes: number | null;
  readonly firstId: string | null;
  readonly lastId: string | null;
  /** Of the manifest. */
  readonly sha256: string | null;
  /** Why it cannot be restored from; '' = it can. */
  readonly trouble: string;
}
