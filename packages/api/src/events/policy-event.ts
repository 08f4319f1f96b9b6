import type { Policy } from '@weir/domain/policies/policy';
import { addEvents, redisNow } from '../observe/board.ts';
import type { RunTarget } from '../policies/policy-tools.ts';
import type { Watch } from '../observe/watch.ts';

const WORDS = { held: ' is held back', refused: ' could not run', stopped: ' stopped itself' } as const;

/** A policy that does not do what it is there for, in "What changed"; told when it begins, not with every run. */
export function addPolicyEvent(
  watch: Watch,
  { settings }: Policy,
  { stream, group }: RunTarget,
  what: keyof typeof WORDS,
  sentence: string,
): void {
  addEvents(watch.board, [
    {
      id: watch.board.nextEventId,
      at: redisNow(watch.board, watch.here()) ?? watch.here(),
      kind: 'policy',
      level: what === 'held' ? 'note' : 'warning',
      title: [
        `Policy ${settings.name}${WORDS[what]} on `,
        ...(group === null ? [] : [{ name: group }, ' of ']),
        { name: stream },
      ],
      detail: [sentence],
      stream,
      group: group ?? '',
    },
  ]);
  watch.board.nextEventId += 1;
  watch.announce();
}
