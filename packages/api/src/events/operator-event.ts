import type { ActionKind } from '@weir/domain/actions/action-kind';
import type { Job } from '@weir/domain/jobs/job';
import { addEvents, redisNow } from '../observe/board.ts';
import type { Watch } from '../observe/watch.ts';

const TITLES: { readonly [K in ActionKind]: string } = {
  acknowledge: 'acknowledged',
  claim: 'claimed',
  'create-group': 'created',
  'destroy-group': 'destroyed',
  'move-group': 'moved',
  replay: 'replayed',
  trim: 'trimmed',
  undo: 'put back',
};

/** A change made through Weir, in "What changed" and as a marker on the charts it touches. */
export function addOperatorEvent(watch: Watch, job: Job, summary: string): void {
  const at = redisNow(watch.board, watch.here()) ?? watch.here();
  addEvents(watch.board, [
    {
      id: watch.board.nextEventId,
      at,
      kind: 'change',
      level: 'note',
      title: [{ name: job.group ?? job.stream }, ` ${TITLES[job.kind]} by ${job.actor}`],
      detail: [summary],
      stream: job.stream,
      group: job.group ?? '',
    },
  ]);
  watch.board.nextEventId += 1;
  watch.announce();
}
