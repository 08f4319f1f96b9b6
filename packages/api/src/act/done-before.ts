import type { ActionInput } from '@weir/domain/actions/action-input';
import type { Draft } from '@weir/domain/actions/plan';
import type { Job } from '@weir/domain/jobs/job';
import type { Journal } from '@weir/domain/jobs/journal';
import type { Sentence } from '@weir/domain/wire/sentence';
import { definitionOf } from './definition-of.ts';

// As far back as the list of jobs is looked through for the same change.
const LOOKED_THROUGH = 500;

/** The same change was made before: refused unless it is said that this is meant, and then still warned about. */
export async function doneBefore(
  journal: Journal,
  input: ActionInput,
): Promise<((draft: Draft) => Partial<Draft>) | null> {
  if (!('again' in input)) return null;
  const { sameAim } = definitionOf(input.kind);
  const jobs = await journal.jobs({ connection: input.connection, limit: LOOKED_THROUGH });
  const before = jobs.find((job) => job.kind === input.kind && job.checkpoint.done > 0 && sameAim(job.input, input));
  if (before === undefined) return null;
  const sentence = sentenceOf(before);
  return ({ warnings }) =>
    input.again
      ? { doneBefore: true, warnings: [sentence, ...warnings].slice(0, 2) }
      : { doneBefore: true, refusal: [...sentence, ' Say that you mean to do it again.'] };
}

function sentenceOf(before: Job): Sentence {
  return [
    'The same was done before: ',
    { n: before.checkpoint.done, b: true },
    ' entries at ',
    { clock: before.startedAt ?? before.createdAt },
    ' by ',
    before.actor,
    ', job ',
    { name: before.jobId },
    '.',
  ];
}
