import type { JobDetail, ReadyPlan } from '@weir/domain/wire/action-answers';
import { jobDetail } from '../actions/parts/test-job.ts';

export const EXPIRES_AT = 1_795_188_727_000;

/** A ready plan of a privacy request for tests: `found` of 30 entries. */
export function deletePlan(
  stream: string,
  found: number,
  changed: Partial<Pick<ReadyPlan, 'groups' | 'confirm'>> & { readonly complete?: boolean } = {},
): ReadyPlan {
  const { complete = true, ...rest } = changed;
  return {
    state: 'ready',
    planId: `plan-${stream}`,
    fingerprint: '',
    kind: 'delete-entries',
    title: '',
    expiresAt: EXPIRES_AT,
    seenAt: 0,
    affects: { count: found, exact: true },
    groups: [],
    warnings: [],
    commands: [],
    preview: {
      of: 'delete-entries',
      length: 30,
      firstId: null,
      lastId: null,
      sample: [],
      looked: 30,
      complete,
      gone: 0,
      tooLarge: 0,
      groups: [],
      archive: true,
    },
    confirm: { risk: 2, label: '', typeName: stream, reasonNeeded: false },
    doneBefore: false,
    refusal: found === 0 ? ['None matches.'] : null,
    ...rest,
  };
}

export function deleteJob(jobId: string, changed: Partial<JobDetail> = {}): JobDetail {
  return jobDetail({ jobId, kind: 'delete-entries', title: 'Delete 3 entries', done: 3, total: 3, ...changed });
}
