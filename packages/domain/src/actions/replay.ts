import type { ActionDefinition } from './action-definition.ts';
import type { InputOf } from './action-input.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import { draftCopy } from './replay-copy.ts';
import { draftNewGroup, draftPosition } from './replay-group.ts';
import { replayMoved } from './replay-moved.ts';
import { replayRange, type ReplayInput } from './replay-range.ts';
import { refusedReplay } from './replay-refusal.ts';
import { undoReplay } from '../undo/undo-replay.ts';

export const replay: ActionDefinition<'replay'> = {
  kind: 'replay',
  title: 'Replay',
  past: 'replayed',
  // Moving a group may repeat or skip a great deal; which of the two is only known when Redis was asked.
  risk: ({ target }) => ('position' in target ? 3 : 1),
  role: 'operator',
  needs: needsOf,
  async draft(look, input, freezer) {
    const facts = await look.stream(input.stream);
    if (facts === 'none') return refusedReplay(input, ['There is no stream of that name.']);
    if (facts === 'not-a-stream') return refusedReplay(input, ['This key holds something other than a stream.']);
    const range = replayRange(input, facts);
    if ('refusal' in range) return refusedReplay(input, range.refusal, facts);
    const { target } = input;
    if ('stream' in target) return draftCopy({ look, input, target, facts, range, freezer });
    if ('newGroup' in target) return draftNewGroup({ look, input, facts, range, freezer }, target.newGroup);
    return draftPosition({ look, input, facts, range, freezer }, target.position.group);
  },
  moved: replayMoved,
  undo: undoReplay,
  sameAim: (a, b) => aimOf(a) === aimOf(b),
};

function needsOf({ stream, target }: ReplayInput): ReturnType<ActionDefinition<'replay'>['needs']> {
  if ('stream' in target) {
    return [
      { commands: ['xrange', 'type'], keys: [stream] },
      { commands: ['eval', 'xadd', 'xlen', 'type'], keys: [target.stream] },
      MARK_NEEDS,
    ];
  }
  return [{ commands: ['eval', 'newGroup' in target ? 'xgroup|create' : 'xgroup|setid'], keys: [stream] }, MARK_NEEDS];
}

/** What makes two replays the same one: what is read and where it goes, not how fast. */
function aimOf({ connection, stream, from, to, filter, target }: InputOf<'replay'>): string {
  return JSON.stringify([connection, stream, from ?? null, to ?? null, filter?.conditions ?? null, placeOf(target)]);
}

function placeOf(target: ReplayInput['target']): readonly string[] {
  if ('stream' in target) return ['stream', target.stream];
  return 'newGroup' in target ? ['new-group', target.newGroup] : ['position', target.position.group];
}
