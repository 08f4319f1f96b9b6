import type { AuditEntry } from '../audit/audit-record.ts';
import type { Fence, Lease } from './lease.ts';
import type { Policy } from './policy.ts';
import type { PolicyRun, RunEnding } from './policy-run.ts';

/** A dry run somebody was shown; switching a policy on asks for one of the same settings. */
export interface DryRun {
  readonly dryRunId: string;
  readonly fingerprint: string;
  readonly actor: string;
  readonly at: number;
}

export interface RunPage {
  readonly policyId?: string;
  readonly connection?: string;
  readonly stream?: string;
  /** Null = runs on the stream as a whole. */
  readonly group?: string | null;
  readonly limit: number;
  /** Behind this run. */
  readonly before?: string;
}

/**
 * The durable memory of policies. As with the journal a promise that resolves means: on disk; and what takes a fence is
 * refused ('busy') once a newer lease was given out.
 */
export interface PolicyBook {
  policies(): Promise<readonly Policy[]>;
  policy(policyId: string): Promise<Policy | undefined>;
  /** Newest first. */
  runs(page: RunPage): Promise<readonly PolicyRun[]>;
  openRuns(): Promise<readonly PolicyRun[]>;
  dryRun(dryRunId: string): Promise<DryRun | undefined>;
  lease(): Promise<Lease | undefined>;
  /** Why no policy runs at all until a person says so; null = they do. */
  heldUp(): Promise<string | null>;

  /** The policy as it is from now on, and the records of who made it so, all or nothing. Its name is its own. */
  savePolicy(policy: Policy, audit: readonly AuditEntry[]): Promise<void>;
  /** Switches it off by itself, with the record of it, if it is still on with these settings; else nothing, and false. */
  stopPolicy(policyId: string, fingerprint: string, because: string, audit: readonly AuditEntry[]): Promise<boolean>;
  /** Its runs stay. */
  removePolicy(policyId: string, audit: readonly AuditEntry[]): Promise<void>;
  saveDryRun(dryRun: DryRun): Promise<void>;
  /** Null = somebody else has it. */
  takeLease(holder: string, forMs: number): Promise<Lease | null>;
  holdUp(because: string | null): Promise<void>;
  /**
   * Begun, or begun and over at once. Refused ('busy') when the policy has a run of that due time on the stream, or on the
   * group of it; and one that is to work, when the policy is not on any more with the settings the run was planned from.
   */
  addRun(run: PolicyRun, fence: Fence): Promise<void>;
  endRun(runId: string, ending: RunEnding): Promise<void>;
  /** The policy is through with all its streams for this due time. */
  dealtWith(policyId: string, dueAt: number, fence: Fence): Promise<void>;
}
