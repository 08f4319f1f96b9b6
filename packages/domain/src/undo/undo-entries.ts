import { neverUndone, type UndoRule } from './undo-rule.ts';

const GONE = 'What was deleted is gone: it was not archived, so there is no copy of it to bring back.';
const ARCHIVED =
  'What was deleted is in the archive of this job. Redis lets no entry in front of one that is there: restore the archive into a new stream, or as new entries at the end.';

/** What was deleted has no way back to its place; its archive can be restored elsewhere. */
export const undoDelete: UndoRule = {
  ...neverUndone(GONE),
  locked: ({ checkpoint }) => (checkpoint.archived?.complete === true ? ARCHIVED : GONE),
};

/** What was added is an entry like any other, and may have been read. */
export const undoAdded: UndoRule = neverUndone(
  'What was added are entries like any other, and readers may have had them already. Delete them if nobody shall read them.',
);
