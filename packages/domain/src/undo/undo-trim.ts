import { neverUndone, type UndoRule } from './undo-rule.ts';

const GONE = 'What was removed is gone: there is no copy of it to bring back.';
const ARCHIVED =
  'What was removed is in the archive of this job. Redis lets no entry in front of one that is there, so none goes back to its place.';

/** What a trim removed has no way back into the stream: ids only ever grow there. */
export const undoTrim: UndoRule = {
  ...neverUndone(GONE),
  locked: ({ checkpoint }) => (checkpoint.archived?.complete === true ? ARCHIVED : GONE),
};
