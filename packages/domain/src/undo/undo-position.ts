import type { GroupFacts } from '../actions/look.ts';
import { basisOn } from '../actions/same-stream.ts';
import type { Work } from '../actions/work.ts';
import { compareEntryIds } from '../entries/entry-id.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import { stillThere } from './still-there.ts';
import { refusedUndo } from './undo-refusal.ts';
import type { MadeChange, UndoDraft, UndoGround, UndoRule } from './undo-rule.ts';

type MoveWork = Extract<Work, { readonly do: 'move-position' }>;

export const undoMoveGroup: UndoRule = {
  locked: () => null,
  draft(change, ground) {
    const { work, checkpoint } = change.job;
    if (work.do !== 'move-position') return Promise.resolve(refusedUndo(['This job moved no group.']));
    // A group at work had read on between the plan and the move.
    const { before } = checkpoint;
    return draftPositionBack(change, before === undefined ? work : { ...work, seen: before.position }, ground);
  },
};

/** The position goes back to where it was, with the count it had, as long as it stands where it was put. */
async function draftPositionBack(
  { job, plan }: MadeChange,
  work: MoveWork,
  { look, freezer }: UndoGround,
): Promise<UndoDraft> {
  const still = await stillThere(look, plan);
  if ('refusal' in still) return refusedUndo(still.refusal);
  const { facts } = still;
  const group = facts.groups.find((each) => each.group === work.group);
  if (group === undefined) return refusedUndo(['The group is not there any more.']);
  const back = compareEntryIds(work.seen, work.position) < 0;
  const walk = { signal: freezer.signal, atMost: 1_000_000, progress: (looked: number) => freezer.progress(looked) };
  if (group.position !== work.position) {
    const read = await look.count(job.stream, { after: work.position, until: group.position }, walk);
    return refusedUndo(whyMoved(group, work, { count: read.entries, exact: read.complete }));
  }
  const [after, until] = back ? [work.seen, work.position] : [work.position, work.seen];
  const { entries, complete } = await look.count(job.stream, { after, until }, walk);
  const affects = { count: entries, exact: complete };
  const { before } = job.checkpoint;
  const entriesRead = before === undefined ? (plan.basis.groupEntriesRead ?? null) : before.entriesRead;
  const reads = entriesRead === null ? '' : ` ENTRIESREAD ${entriesRead}`;
  return {
    title: `Move ${work.group} back to where it was`,
    affects,
    groups: [
      {
        group: work.group,
        effect: back ? 'reads-again' : 'skips',
        entries: affects,
        sentence: [
          { name: work.group },
          back ? ' reads ' : ' does not read ',
          affects.exact ? '' : 'at least ',
          { n: affects.count },
          affects.count === 1 ? ' entry' : ' entries',
          back ? ', as it would have before the move.' : ' again, as before the move.',
        ],
      },
    ],
    warnings: [],
    commands: [`XGROUP SETID ${cliName(job.stream)} ${cliName(work.group)} ${work.seen}${reads}`],
    shows: { moves: [], figures: figuresOf(group, work, entriesRead), stays: { reasons: [], sample: [] } },
    basis: { ...basisOn(facts), groupPosition: group.position },
    work: { do: 'move-position', group: work.group, seen: work.position, position: work.seen, entriesRead },
    refusal: null,
    typeName: null,
  };
}

function whyMoved(
  group: GroupFacts,
  work: MoveWork,
  read: { readonly count: number; readonly exact: boolean },
): Sentence {
  const on = compareEntryIds(group.position, work.position) > 0;
  if (!on || read.count === 0) {
    return [{ name: group.group }, ' was moved again since, to ', { t: group.position }, ': move it from there.'];
  }
  return [
    { name: group.group },
    ' read on since: ',
    read.exact ? '' : 'at least ',
    { n: read.count, b: true },
    read.count === 1 ? ' entry was' : ' entries were',
    ' handed out. Putting the position back would hand out or skip entries that were not meant: move it from where it is now.',
  ];
}

function figuresOf(group: GroupFacts, work: MoveWork, entriesRead: number | null) {
  const position = { what: 'Position', now: group.position, before: work.seen };
  if (!group.entriesRead.known && entriesRead === null) return [position];
  const now = group.entriesRead.known ? group.entriesRead.value : null;
  return [position, { what: 'Entries read', now: told(now), before: told(entriesRead) }];
}

function told(count: number | null): string {
  return count === null ? 'not counted' : count.toLocaleString('en-US');
}
