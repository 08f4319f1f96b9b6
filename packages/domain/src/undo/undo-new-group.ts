import type { GroupFacts } from '../actions/look.ts';
import { basisOn } from '../actions/same-stream.ts';
import type { EntryId } from '../entries/entry-id.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import { stillThere } from './still-there.ts';
import { refusedUndo } from './undo-refusal.ts';
import type { MadeChange, UndoDraft, UndoGround, UndoRule } from './undo-rule.ts';

export const undoCreateGroup: UndoRule = {
  locked: () => null,
  draft(change, ground) {
    const { work } = change.job;
    if (work.do !== 'create-group') return Promise.resolve(refusedUndo(['This job created no group.']));
    return draftGroupAway(change, work.group, work.position, ground);
  },
};

/** A group that was made goes again, as long as nobody used it. */
async function draftGroupAway(
  { job, plan }: MadeChange,
  name: string,
  position: EntryId,
  { look }: UndoGround,
): Promise<UndoDraft> {
  const still = await stillThere(look, plan);
  if ('refusal' in still) return refusedUndo(still.refusal);
  const { facts } = still;
  const group = facts.groups.find((each) => each.group === name);
  if (group === undefined) return refusedUndo([{ name }, ' is not there any more: there is nothing to take back.']);
  const used = whoUsedIt(group, position);
  if (used !== null) return refusedUndo(used);
  return {
    title: `Remove group ${name} again`,
    affects: { count: 0, exact: true },
    groups: [
      { group: name, effect: 'none', entries: null, sentence: ['Nobody read with it, and nothing is pending in it.'] },
    ],
    warnings: [],
    commands: [`XGROUP DESTROY ${cliName(job.stream)} ${cliName(name)}`],
    shows: {
      moves: [],
      figures: [{ what: 'Group', now: name, before: 'none' }],
      stays: { reasons: [], sample: [] },
    },
    basis: { ...basisOn(facts), groupPosition: group.position },
    work: { do: 'drop-unused-group', group: name, position },
    refusal: null,
    typeName: null,
  };
}

function whoUsedIt({ group, position, pending, consumers }: GroupFacts, madeAt: EntryId): Sentence | null {
  if (position !== madeAt) return [{ name: group }, ' was used since: its position moved on to ', { t: position }, '.'];
  if (pending > 0) {
    return [
      { name: group },
      ' was used since: ',
      { n: pending },
      pending === 1 ? ' entry is' : ' entries are',
      ' pending in it.',
    ];
  }
  if (consumers > 0)
    return [
      { name: group },
      ' was used since: ',
      { n: consumers },
      consumers === 1 ? ' consumer joined it.' : ' consumers joined it.',
    ];
  return null;
}
