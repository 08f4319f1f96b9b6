import { compareEntryIds } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { changerOf } from './perform.ts';
import type { Run } from './run.ts';
import { targetOf } from './target-of.ts';

/** Reads back what a finished job should have left behind. '' = it is there; otherwise a sentence on what is not. */
export async function verified({ seat, watch }: Run): Promise<string> {
  const { jobId, stream, work, checkpoint } = seat.job;
  try {
    const recalled = await changerOf(watch).recall(jobId, stream, targetOf(work));
    if (checkpoint.number > 0 && (!recalled.found || recalled.number !== checkpoint.number)) {
      return 'Redis does not remember the last step of this job; read the stream before you rely on it.';
    }
    if (work.do === 'acknowledge' || work.do === 'claim' || work.do === 'copy' || checkpoint.number === 0) return '';
    const facts = await watch.gateway.look.stream(stream);
    if (typeof facts === 'string') return 'The stream was gone when it was read back.';
    if (work.do === 'trim') {
      const ahead =
        checkpoint.reached !== null && facts.firstId !== null && compareEntryIds(facts.firstId, checkpoint.reached) < 0;
      return ahead ? 'The stream begins before the entry it should begin with.' : '';
    }
    return facts.groups.some(({ group }) => group === work.group)
      ? ''
      : `${work.group} was gone when it was read back.`;
  } catch (error) {
    if (error instanceof ConsoleError) return `It could not be read back: ${error.sentence}`;
    throw error;
  }
}
