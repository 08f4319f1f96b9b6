import type { ActionDefinition } from './action-definition.ts';
import type { InputOf } from './action-input.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import { draftCopy } from './replay-copy.ts';
import { replayMoved } from './replay-moved.ts';
import { replayRange } from './replay-range.ts';
import { refusedReplay } from './replay-refusal.ts';
import { undoReplay } from '../undo/undo-replay.ts';

export const replay: ActionDefinition<'replay'> = {
  kind: 'replay',
  title: 'Replay',
  past: 'replayed',
  risk: () => 1,
  role: 'operator',
  needs: ({ stream, target }) => [
    { commands: ['xrange', 'type'], keys: [stream] },
    { commands: ['eval', 'xadd', 'xlen', 'type'], keys: [target.stream] },
    MARK_NEEDS,
  ],
  async draft(look, input, freezer) {
    const facts = await look.stream(input.stream);
    if (facts === 'none') return refusedReplay(input, ['There is no stream of that name.']);
    if (facts === 'not-a-stream') return refusedReplay(input, ['This key holds something other than a stream.']);
    const range = replayRange(input, facts);
    if ('refusal' in range) return refusedReplay(input, range.refusal, facts);
    return draftCopy({ look, input, facts, range, freezer });
  },
  moved: replayMoved,
  undo: undoReplay,
  sameAim: (a, b) => aimOf(a) === aimOf(b),
};

/** What makes two replays the same one: what is read and where it goes, not how fast. */
function aimOf({ connection, stream, from, to, filter, target }: InputOf<'replay'>): string {
  return JSON.stringify([connection, stream, from ?? null, to ?? null, filter?.conditions ?? null, target.stream]);
}
