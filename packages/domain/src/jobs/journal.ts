import type { ActionKind } from '../actions/action-kind.ts';
import type { Call, Lineage } from '../actions/call.ts';
import type { Plan } from '../actions/plan.ts';
import type { SeenEntry } from '../actions/seen-entry.ts';
import type { Checkpoint } from '../actions/work.ts';
import type { AuditBeginning, AuditEnding } from '../audit/audit-record.ts';
import type { Fence } from '../policies/lease.ts';
import type { Job, JobLine, JobState, LaterFinding, Outcome, SettledCall } from './job.ts';

/**
 * The durable memory of plans and jobs. A promise that resolves means: on disk, through a power cut. Every method
 * rejects with a ConsoleError of reason 'refused' when the store cannot be written (disk full, locked, damaged), and
 * then nothing may be done to Redis.
 */
export interface Journal {
  /** Plans older than their end are forgotten, unless a job was made of them. */
  savePlan(plan: Plan): Promise<void>;
  plan(planId: string): Promise<Plan | undefined>;
  freeze(planId: string, entries: readonly SeenEntry[]): Promise<void>;
  frozen(planId: string, from: number, count: number): Promise<readonly SeenEntry[]>;
  dropPlan(planId: string): Promise<void>;

  /** The job, its audit record and its first call, all or nothing. Refused when the plan has a job already, and ('busy') while another job of this kind works on the stream, or when `fence` is older than the lease given out last. */
  begin(job: Job, audit: AuditBeginning, fence?: Fence): Promise<void>;
  /** Before a call: what is going to be done, on which server. */
  intend(jobId: string, call: Call, lineage: Lineage): Promise<void>;
  /** After a call, together with the intent of the next one: one write to disk for both. */
  settle(
    jobId: string,
    settled: SettledCall,
    checkpoint: Checkpoint,
    next: { readonly call: Call; readonly lineage: Lineage } | null,
  ): Promise<void>;
  /** History was lost and a person said to go on: the job stands at `checkpoint` again. */
  goBack(
    jobId: string,
    checkpoint: Checkpoint,
    next: { readonly call: Call; readonly lineage: Lineage } | null,
  ): Promise<void>;
  setState(jobId: string, state: JobState, because: string): Promise<void>;
  setRate(jobId: string, ratePerSecond: number | null): Promise<void>;
  /** The end of the job and of its audit record, all or nothing. */
  end(
    jobId: string,
    state: 'done' | 'failed' | 'cancelled',
    because: string,
    outcome: Outcome,
    audit: AuditEnding,
  ): Promise<void>;
  later(jobId: string, finding: LaterFinding): Promise<void>;
  note(jobId: string, line: JobLine): Promise<void>;

  job(jobId: string): Promise<Job | undefined>;
  /** A plan takes effect once: the job that was made of it, however it ended. */
  jobOfPlan(planId: string): Promise<Job | undefined>;
  /** The newest job that set out to take this one back. */
  undoOf(jobId: string): Promise<Job | undefined>;
  /** Newest first. */
  jobs(page: {
    readonly connection?: string;
    readonly kind?: ActionKind;
    readonly unfinished?: boolean;
    readonly limit: number;
    readonly before?: string;
  }): Promise<readonly Job[]>;
  lines(jobId: string): Promise<readonly JobLine[]>;
  /** Settled calls in order, at most `limit`, behind number `after`. */
  settled(jobId: string, after: number, limit: number): Promise<readonly SettledCall[]>;
}
