import { neverUndone, type UndoRule } from './undo-rule.ts';

/** What was added is an entry like any other, and may have been read. */
export const undoAdded: UndoRule = neverUndone(
  'What was added are entries like any other, and readers may have had them already. Delete them if nobody shall read them.',
);
