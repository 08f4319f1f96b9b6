import type { Work } from '../actions/work.ts';
import type { Job } from './job.ts';

/**
 * What a job is counted by. one-step: it changes something that is no entry, in one step. also-entries: such a thing
 * first, then entries.
 */
export type Counted = 'entries' | 'one-step' | 'also-entries';

export function countedBy(work: Work): Counted {
  switch (work.do) {
    case 'create-consumer':
    case 'create-group':
    case 'delete-stream':
    case 'destroy-group':
    case 'drop-unused-group':
    case 'move-position':
    case 'restore-stream':
      return 'one-step';
    case 'remove-consumer':
      return work.count === 0 ? 'one-step' : 'entries';
    case 'rebuild-group':
      return 'also-entries';
    case 'give-back':
      return work.consumers.length > 0 ? 'also-entries' : 'entries';
    default:
      return 'entries';
  }
}

/** A group made anew is a change, although it is no entry. */
export function changedSomething(job: Pick<Job, 'checkpoint' | 'work'>): boolean {
  return job.checkpoint.done > 0 || changedBeside(job);
}

/** It changed something that is not counted among its entries. */
export function changedBeside({ checkpoint, work }: Pick<Job, 'checkpoint' | 'work'>): boolean {
  return countedBy(work) === 'also-entries' && checkpoint.number > 0;
}
