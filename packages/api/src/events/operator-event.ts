import type { ActionKind } from '@weir/domain/actions/action-kind';
import { actorInWords } from '@weir/domain/policies/policy';
import type { Job } from '@weir/domain/jobs/job';
import { redisNow } from '../observe/board.ts';
import type { Watch } from '../observe/watch.ts';

const TITLES: { readonly [K in ActionKind]: string } = {
  acknowledge: 'acknowledged',
  'add-entry': 'got an entry added',
  claim: 'claimed',
  'create-consumer': 'got a consumer,',
  'create-group': 'created',
  'dead-letter': 'dead-lettered',
  'delete-entries': 'got entries deleted',
  'delete-stream': 'deleted',
  'destroy-group': 'destroyed',
  'move-group': 'moved',
  redrive: 'redriven',
  'remove-consumer': 'lost a consumer, removed',
  replay: 'replayed',
  'resend-entry': 'resent',
  restore: 'got entries restored',
  trim: 'trimmed',
  undo: 'put back',
};

/** A change made through Weir, in "What changed" and as a marker on the charts it touches; what was refused touched none. */
export function addOperatorEvent(watch: Watch, job: Job, summary: string): void {
  if (job.outcome === 'refused') return;
  const at = redisNow(watch.board, watch.here()) ?? watch.here();
  const { stream, group } = job;
  const by = `by ${actorInWords(job.actor)}`;
  const touched = [
    { stream, group: group ?? '', title: [{ name: group ?? stream }, ` ${TITLES[job.kind]} ${by}`] },
    ...addedTo(job).map((to) => ({
      stream: to,
      group: '',
      title: [{ name: to }, ` got entries, ${TITLES[job.kind]} from `, { name: stream }, ` ${by}`],
    })),
  ];
  watch.announce(touched.map((place) => ({ ...place, at, kind: 'change', level: 'note', detail: [summary] })));
}

// As many as a list of what changed bears; the job names them all.
const MOST_TARGETS = 10;

/** Other streams that grew by it. */
function addedTo({ work, stream, checkpoint }: Job): readonly string[] {
  if (checkpoint.done === 0) return [];
  const all = work.do === 'redrive' ? work.parts.map(({ to }) => to) : 'to' in work ? [work.to] : [];
  return all.filter((to) => to !== stream).slice(0, MOST_TARGETS);
}
