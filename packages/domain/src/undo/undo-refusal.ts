import type { Basis } from '../actions/plan.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { Tally } from './tally.ts';
import type { UndoDraft } from './undo-rule.ts';
import type { UndoShows } from './undo-shows.ts';

const NOWHERE: Basis = {
  streamLastId: null,
  groupPosition: null,
  lastGeneratedId: '0-0',
  entriesAdded: null,
  targetState: null,
};

const NOTHING: UndoShows = { moves: [], figures: [], stays: { reasons: [], sample: [] } };

/** An undo that is not possible, with the reason; `tally` = what was looked at to find that out. */
export function refusedUndo(refusal: Sentence, tally?: Tally): UndoDraft {
  return {
    title: 'Undo',
    affects: { count: 0, exact: true },
    groups: [],
    warnings: [],
    commands: [],
    shows: tally === undefined ? NOTHING : { ...NOTHING, ...tally.shows() },
    basis: NOWHERE,
    work: null,
    refusal,
    typeName: null,
  };
}
