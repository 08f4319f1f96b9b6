import type { Outcome } from '../jobs/job.ts';

/**
 * The audit log is a chain of records that are only ever added: what was going to be done, what came of it, what was
 * seen later. A record's hash is SHA-256 over the hash before it and its own canonical text.
 */
export interface AuditBeginning {
  /** Epoch ms, this machine's clock. */
  readonly at: number;
  readonly auditId: string;
  readonly actor: string;
  readonly role: string;
  /** Address the request came from. */
  readonly origin: string;
  readonly action: string;
  readonly connection: string;
  readonly stream: string;
  readonly group: string | null;
  readonly reason: string;
  readonly planId: string;
  readonly fingerprint: string;
  readonly jobId: string | null;
  /** "1,284 entries from worker-7 to 6 consumers". */
  readonly what: string;
  readonly commands: readonly string[];
  /** Plain JSON: the input and what was frozen (exact ids up to 1,000, bounds and a digest above that). */
  readonly detail: unknown;
}

export interface AuditEnding {
  readonly at: number;
  readonly auditId: string;
  readonly outcome: Outcome;
  readonly done: number;
  readonly skipped: number;
  /** "1,284 entries claimed", "1 of 3 acknowledged; 2 were acknowledged already". */
  readonly summary: string;
  /** Plain JSON: before and after, reasons with counts. */
  readonly detail: unknown;
}

/** Something seen later, or a change refused before it began. */
export interface AuditNote {
  readonly at: number;
  readonly auditId: string;
  readonly summary: string;
  readonly detail: unknown;
}

export type AuditEntry =
  | { readonly type: 'begun'; readonly body: AuditBeginning }
  | { readonly type: 'ended'; readonly body: AuditEnding }
  | { readonly type: 'seen-later'; readonly body: AuditNote };

/** An entry in its place in the chain. Hashes are lower-case hex. */
export interface ChainedEntry {
  readonly sequence: number;
  readonly entry: AuditEntry;
  readonly previousHash: string;
  readonly hash: string;
}

/** What the page shows: beginning, ending and later finding of one change together. */
export interface AuditRecord {
  readonly sequence: number;
  readonly begun: AuditBeginning;
  readonly ended: AuditEnding | null;
  readonly later: readonly AuditNote[];
}

export interface AuditFilter {
  readonly connection?: string;
  readonly stream?: string;
  readonly group?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly outcome?: Outcome | 'open';
  /** In stream, group, entry ids, reason or what. */
  readonly text?: string;
  readonly from?: number;
  readonly to?: number;
}

export type AuditVerdict =
  | { readonly intact: true; readonly records: number; readonly lastHash: string }
  | { readonly intact: false; readonly records: number; readonly firstBad: number; readonly because: string };

export interface AuditTrail {
  /** Adds what is no change by itself (a denied or refused one, something seen later). */
  add(entry: AuditEntry): Promise<void>;
  record(auditId: string): Promise<AuditRecord | undefined>;
  /** Newest first, below `before`. */
  records(filter: AuditFilter, limit: number, before?: number): Promise<readonly AuditRecord[]>;
  count(filter: AuditFilter): Promise<number>;
  verify(): Promise<AuditVerdict>;
}
