import type { Job } from '@weir/domain/jobs/job';
import { undoOffer, type UndoOffer } from '@weir/domain/undo/undo-offer';
import { definitionOf } from './definition-of.ts';

/** What is offered for taking this job back; `undoneBy` = the newest job that set out to. */
export function offerFor(job: Job, undoneBy: Job | undefined): UndoOffer {
  return undoOffer(definitionOf(job.kind), job, undoneBy);
}
