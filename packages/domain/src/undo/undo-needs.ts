import type { ActionDefinition } from '../actions/action-definition.ts';
import { MARK_NEEDS } from '../actions/mark-needs.ts';
import { TRASH_NEEDS } from '../actions/trash.ts';
import type { Work } from '../actions/work.ts';

/** Commands the account must be allowed for what an undo is going to do. */
export function undoNeeds(
  stream: string,
  work: Work | null | undefined,
): ReturnType<ActionDefinition<'undo'>['needs']> {
  return work === null || work === undefined
    ? []
    : [
        { commands: ['evalsha', 'eval', ...commandsFor(work)], keys: [stream] },
        ...(work.do === 'restore-stream' ? [TRASH_NEEDS] : []),
        MARK_NEEDS,
      ];
}

function commandsFor(work: Work): readonly string[] {
  const pending = ['type', 'xinfo|stream', 'xinfo|groups', 'xrange', 'xpending', 'xclaim'];
  switch (work.do) {
    case 'give-back':
      return work.consumers.length === 0 ? pending : [...pending, 'xgroup|createconsumer'];
    case 'restore-stream':
      return ['type', 'exists', 'renamenx', 'persist', 'pexpireat'];
    case 'restore':
      return ['type', 'xinfo|stream', 'xadd'];
    case 'put-back':
      return pending;
    case 'remove-consumer':
      return ['type', 'xinfo|stream', 'xinfo|groups', 'xpending', 'xgroup|delconsumer'];
    case 'rebuild-group':
      return [...pending, 'xgroup|create', 'xgroup|createconsumer'];
    case 'drop-unused-group':
      return ['type', 'xinfo|stream', 'xinfo|groups', 'xgroup|destroy'];
    default:
      return ['type', 'xinfo|stream', 'xinfo|groups', 'xgroup|setid'];
  }
}
