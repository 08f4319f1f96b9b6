import type { SkipReason } from '../actions/call.ts';
import type { LeftPending } from '../actions/preview.ts';
import type { AuditVerdict } from '../audit/audit-record.ts';
import type { EntryId } from '../entries/entry-id.ts';
import type { JobState, Outcome } from '../jobs/job.ts';

/** What was looked for, found and removed for one person, and what is left of it. Holds no payload and not what was searched for. */
export interface PrivacyReport {
  readonly format: 1;
  /** This machine's clock, epoch ms. */
  readonly madeAt: number;
  readonly madeBy: string;
  readonly streams: readonly PrivacyOfStream[];
  /** Plans that are no longer there: their streams are not in the report. */
  readonly plansGone: readonly string[];
  readonly audit: AuditVerdict;
  /** SHA-256 over the canonical JSON of all of the above. */
  readonly sha256: string;
}

export interface PrivacyOfStream {
  readonly connection: string;
  readonly stream: string;
  readonly planId: string;
  /** Which fields were compared and how; not with what. */
  readonly searched: readonly string[];
  readonly from: EntryId | null;
  readonly to: EntryId | null;
  /** Redis time of the search, epoch ms; complete = the range was searched to its end. */
  readonly searchedAt: number;
  readonly looked: number;
  readonly complete: boolean;
  readonly tooLarge: number;
  readonly found: number;
  /** Null: nothing was found, or the plan was not applied. */
  readonly change: PrivacyChange | null;
  /** Archives of this stream that Weir keeps: they were not searched. */
  readonly archives: readonly {
    readonly archiveId: string;
    readonly firstId: string | null;
    readonly lastId: string | null;
  }[];
  /** Archives that were never finished or cannot be read: nothing tells of which stream they are. */
  readonly archivesUnread: number;
  /** False: there are more archives than were looked through, and the oldest were not. */
  readonly archivesComplete: boolean;
}

export interface PrivacyChange {
  readonly jobId: string;
  readonly auditId: string;
  readonly actor: string;
  readonly reason: string;
  readonly state: JobState;
  readonly outcome: Outcome | null;
  readonly endedAt: number | null;
  readonly deleted: number;
  /** SHA-256 over the deleted ids in order, one a line. */
  readonly deletedSha256: string;
  readonly deletedIds: readonly EntryId[];
  readonly skipped: readonly { readonly id: EntryId; readonly reason: SkipReason }[];
  /** Read back when the report was made. */
  readonly checked: {
    readonly at: number | null;
    /** Of the deleted ones; null = it could not be read. */
    readonly stillThere: number | null;
    readonly groups: readonly LeftPending[];
    readonly because: string;
  };
  /** Where what was deleted is still kept; null = nowhere by Weir. */
  readonly keptIn: string | null;
}
