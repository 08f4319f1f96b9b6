import { neverUndone, type UndoRule } from './undo-rule.ts';

/** Copies stay. */
export const undoReplay: UndoRule = neverUndone(
  'Copies are entries like any other, and readers of the target may have had them already. Delete them there if nobody shall read them.',
);
