import type { Look } from '../actions/look.ts';
import type { Plan } from '../actions/plan.ts';
import { replayMoved } from '../actions/replay-moved.ts';
import { targetDifferences } from '../actions/same-stream.ts';

/** What forbids to take a change back by now. A stream comes back where there is none; all else goes on on one. */
export async function undoMoved(look: Look, plan: Plan): Promise<readonly string[]> {
  const { work, stream } = plan;
  if (work?.do === 'restore') return targetDifferences(look, plan);
  if (work?.do !== 'restore-stream') return replayMoved(look, plan);
  if ((await look.trashed(work.deletion, stream)) === null) return ['It is not in the trash any more.'];
  return (await look.stream(stream)) === 'none' ? [] : ['There is something under its name now.'];
}
