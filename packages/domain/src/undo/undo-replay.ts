import { draftGroupAway } from './undo-new-group.ts';
import { draftPositionBack } from './undo-position.ts';
import { refusedUndo } from './undo-refusal.ts';
import type { UndoRule } from './undo-rule.ts';

const COPIES_STAY =
  'Copies are entries like any other, and readers of the target may have had them already. Delete them there if nobody shall read them.';

/** A moved position goes back, a group that was made goes again; copies stay. */
export const undoReplay: UndoRule = {
  locked: ({ work }) => (work.do === 'copy' ? COPIES_STAY : null),
  draft(change, ground) {
    const { work } = change.job;
    if (work.do === 'move-position') return draftPositionBack(change, work, ground);
    if (work.do === 'create-group') return draftGroupAway(change, work.group, work.position, ground);
    return Promise.resolve(refusedUndo([COPIES_STAY]));
  },
};
