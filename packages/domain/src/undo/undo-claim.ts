import type { Skipped } from '../actions/call.ts';
import { entriesText } from '../actions/pending-lines.ts';
import { basisOn } from '../actions/same-stream.ts';
import type { SeenEntry } from '../actions/seen-entry.ts';
import type { Work } from '../actions/work.ts';
import { ConsoleError } from '../errors/console-error.ts';
import type { Sentence } from '../wire/sentence.ts';
import { pendingNow } from './pending-now.ts';
import { stillThere } from './still-there.ts';
import { createTally, type Tally } from './tally.ts';
import { restoringLines, staysSentence } from './undo-lines.ts';
import { refusedUndo } from './undo-refusal.ts';
import type { MadeChange, UndoDraft, UndoGround, UndoRule } from './undo-rule.ts';
import { doneEntries, type DoneEntries } from './undone-entries.ts';

/** Entries go back to who had them, with the deliveries and the time of delivery they had. */
export const undoClaim: UndoRule = {
  locked: () => null,
  async draft(change, ground) {
    const { job, plan } = change;
    const { work } = job;
    if (work.do !== 'claim') return refusedUndo(['This job claimed nothing.']);
    const still = await stillThere(ground.look, plan);
    if ('refusal' in still) return refusedUndo(still.refusal);
    const tally = createTally();
    for await (const done of doneEntries(ground.past, job)) {
      if (ground.freezer.signal.aborted) throw new ConsoleError('refused', 'Looking was stopped; nothing was changed.');
      await freezeReturns(change, work, done, ground, tally);
    }
    if (tally.count === 0) return refusedUndo(whyNothing(tally), tally);
    return {
      ...whole(change, work, tally),
      basis: basisOn(still.facts),
    };
  },
};

type ClaimWork = Extract<Work, { readonly do: 'claim' }>;

async function freezeReturns(
  { job }: MadeChange,
  work: ClaimWork,
  { entries, places, ranAt }: DoneEntries,
  { look, freezer }: UndoGround,
  tally: Tally,
): Promise<void> {
  const now = await pendingNow(look, job.stream, work.group, entries);
  const both: SeenEntry[] = [];
  for (const [at, before] of entries.entries()) {
    const left = now.get(before.id);
    const asLeft = { consumer: ownerAt(work, places[at] ?? 0), deliveries: deliveriesAfter(work, before), ranAt };
    const why = changedSince(before, left, asLeft);
    if (why !== null) tally.stays(why);
    else if (left !== undefined) {
      both.push(left, before);
      tally.returns(left.consumer, before);
    }
  }
  if (both.length > 0) await freezer.freeze(both);
  freezer.progress(tally.count);
}

interface AsLeft {
  readonly consumer: string;
  readonly deliveries: number;
  readonly ranAt: DoneEntries['ranAt'];
}

// Redis tells the time since delivery, rounded; both ends of the comparison are off by one at most.
const ROUNDING_MS = 2;

/** Why an entry is no longer as the claim left it; null = it is. */
function changedSince(before: SeenEntry, left: SeenEntry | undefined, asLeft: AsLeft): Skipped | null {
  const { id } = before;
  if (left === undefined) return { id, reason: 'not-pending' };
  if (left.consumer !== asLeft.consumer) return { id, reason: 'other-owner', consumer: left.consumer };
  // When it ran was not noted by earlier versions: then nothing proves that nobody works on the entry.
  if (asLeft.ranAt === undefined) return { id, reason: 'unsure' };
  const [from, until] = asLeft.ranAt;
  const untouched = left.deliveredAt >= from - ROUNDING_MS && left.deliveredAt <= until + ROUNDING_MS;
  return left.deliveries === asLeft.deliveries && untouched ? null : { id, reason: 'delivered-again' };
}

function ownerAt({ shares }: ClaimWork, place: number): string {
  let end = 0;
  for (const { consumer, count } of shares) {
    end += count;
    if (place < end) return consumer;
  }
  return '';
}

function deliveriesAfter({ deliveries }: ClaimWork, before: SeenEntry): number {
  return deliveries === 'keep' ? before.deliveries : before.deliveries + 1;
}

function whole({ job, plan }: MadeChange, { group }: ClaimWork, tally: Tally): Omit<UndoDraft, 'basis'> {
  const { count } = tally;
  const shows = { ...tally.shows(), figures: [] };
  const stays = staysSentence(shows.stays);
  return {
    title: `Give back ${entriesText(count)}`,
    affects: { count, exact: true },
    groups: [
      {
        group,
        effect: 'none',
        entries: { count, exact: true },
        sentence: [
          'They stay pending, as they were before the claim. The position and what is unread stay as they are.',
          ...madeByIt(plan),
        ],
      },
    ],
    warnings: stays === null ? [] : [stays],
    commands: restoringLines(job.stream, group, tally, false),
    shows,
    work: { do: 'give-back', group, count, consumers: [] },
    refusal: null,
    typeName: null,
  };
}

/** Who became a consumer by the claim stays one. */
function madeByIt({ preview }: MadeChange['plan']): Sentence {
  const made = preview.of === 'claim' ? preview.to.filter(({ isNew }) => isNew) : [];
  const names = made.flatMap(({ consumer }, at) => [at === 0 ? ' ' : ', ', { name: consumer }]);
  if (names.length === 0) return [];
  return [...names, made.length === 1 ? ' stays a consumer of the group.' : ' stay consumers of the group.'];
}

function whyNothing(tally: Tally): Sentence {
  const stays = staysSentence(tally.shows().stays);
  return stays === null ? ['The claim changed no entry.'] : ['Nothing is as the claim left it: ', ...stays];
}
