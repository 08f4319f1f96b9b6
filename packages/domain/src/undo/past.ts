import type { Plan } from '../actions/plan.ts';
import type { SeenEntry } from '../actions/seen-entry.ts';
import type { Job, SettledCall } from '../jobs/job.ts';

/** What the journal remembers of changes made before. Reads only. */
export interface Past {
  job(jobId: string): Promise<Job | undefined>;
  /** The job an audit record is about. */
  jobOfRecord(auditId: string): Promise<Job | undefined>;
  plan(planId: string): Promise<Plan | undefined>;
  frozen(planId: string, from: number, count: number): Promise<readonly SeenEntry[]>;
  settled(jobId: string, after: number, limit: number): Promise<readonly SettledCall[]>;
  /** The newest job that set out to take this one back. */
  undoOf(jobId: string): Promise<Job | undefined>;
}
