import { entriesText } from '../actions/pending-lines.ts';
import type { StreamFacts } from '../actions/look.ts';
import { basisOn, requireGroup } from '../actions/same-stream.ts';
import type { SeenEntry } from '../actions/seen-entry.ts';
import type { Work } from '../actions/work.ts';
import type { Sentence } from '../wire/sentence.ts';
import { freezeReturns } from './give-back-entries.ts';
import { idleAnewAmong, idleAnewSentence } from './idle-anew.ts';
import { stillThere } from './still-there.ts';
import { createTally, type Tally } from './tally.ts';
import { restoringLines, staysSentence } from './undo-lines.ts';
import { refusedUndo } from './undo-refusal.ts';
import type { MadeChange, UndoDraft, UndoRule } from './undo-rule.ts';

type ClaimWork = Extract<Work, { readonly do: 'claim' }>;

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
    const given = {
      group: work.group,
      ownerAt: (place: number) => ownerAt(work, place),
      deliveriesAfter: (before: SeenEntry) => before.deliveries + (work.deliveries === 'keep' ? 0 : 1),
    };
    await freezeReturns(job, given, ground, tally);
    if (tally.count === 0) return refusedUndo(whyNothing(tally), tally);
    return { ...whole(change, work, tally, still.facts), basis: basisOn(still.facts) };
  },
};

function ownerAt({ shares }: ClaimWork, place: number): string {
  let end = 0;
  for (const { consumer, count } of shares) {
    end += count;
    if (place < end) return consumer;
  }
  return '';
}

function whole(
  { job, plan }: MadeChange,
  { group }: ClaimWork,
  tally: Tally,
  facts: StreamFacts,
): Omit<UndoDraft, 'basis'> {
  const { count } = tally;
  const { pending } = requireGroup(facts, group);
  const anew = idleAnewAmong(pending, facts);
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
          anew.idleAnew === true
            ? 'They stay pending, with who had them before the claim.'
            : 'They stay pending, as they were before the claim.',
          ...idleAnewSentence(pending, anew),
          ' The position and what is unread stay as they are.',
          ...madeByIt(plan),
        ],
      },
    ],
    warnings: stays === null ? [] : [stays],
    commands: restoringLines(job.stream, group, tally, { force: false, ...anew }),
    shows,
    work: { do: 'give-back', group, count, consumers: [], ...anew },
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
