import type { JobDetail } from '@weir/domain/wire/action-answers';
import { jobDetail } from '../actions/parts/test-job.ts';

/** A running replay for tests of the views, with some of it changed. */
export function someJob(changed: Partial<JobDetail> = {}): JobDetail {
  return jobDetail({
    jobId: 'replay-1',
    kind: 'replay',
    title: 'Copy 104,212 entries',
    group: null,
    target: 'notifications:replay',
    state: 'running',
    outcome: null,
    total: 104_212,
    rateLimit: 500,
    endedAt: null,
    ...changed,
  });
}
