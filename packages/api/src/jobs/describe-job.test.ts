import { AT_START, type Work } from '@weir/domain/actions/work';
import type { Job } from '@weir/domain/jobs/job';
import { expect, test } from 'vitest';
import type { ActDesk } from '../act/act-desk.ts';
import { describeJob } from './describe-job.ts';

// Sound, both: what describing a job that nobody works on reads.
const desk = { tools: {}, jobs: { seat: () => undefined } } as unknown as ActDesk;
const jobOf = (work: Work): Job =>
  ({ work, total: { count: 1, exact: true }, checkpoint: AT_START, state: 'queued' }) as unknown as Job;
const told = (work: Work): string => describeJob(desk, jobOf(work)).ifCancelled;

test('what cancelling leaves is said of the kind of job it is', () => {
  expect(told({ do: 'add-entry', create: false, id: null, fields: [['a', 'b']] })).toBe(
    'Cancel stops for good; this is done in one step.',
  );
  expect(told({ do: 'remove-consumer', group: 'g', consumers: ['c'], receiver: 'd', count: 5 })).toBe(
    'Cancel stops for good. 0 entries stay moved; the consumers stay, too.',
  );
});
