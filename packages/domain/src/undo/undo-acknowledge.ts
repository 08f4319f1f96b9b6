import { entriesText } from '../actions/pending-lines.ts';
import { basisOn, requireGroup } from '../actions/same-stream.ts';
import { ConsoleError } from '../errors/console-error.ts';
import type { Sentence } from '../wire/sentence.ts';
import { idleAnewAmong, idleAnewSentence, type IdleAnew } from './idle-anew.ts';
import { putBackFreezer } from './put-back-entries.ts';
import { stillThere } from './still-there.ts';
import { createTally, type Tally } from './tally.ts';
import { restoringLines, staysSentence } from './undo-lines.ts';
import { refusedUndo } from './undo-refusal.ts';
import type { UndoDraft, UndoRule } from './undo-rule.ts';
import { doneEntries } from './undone-entries.ts';

/** Entries go back into the pending list, under who had them, with the deliveries and the time of delivery they had. */
export const undoAcknowledge: UndoRule = {
  locked: ({ input }) =>
    input.kind === 'acknowledge' && input.payload === 'gone'
      ? 'The payload of these entries is gone: Redis takes none back into a pending list without it.'
      : null,
  async draft({ job, plan }, ground) {
    const { work } = job;
    if (work.do !== 'acknowledge') return refusedUndo(['This job acknowledged nothing.']);
    const still = await stillThere(ground.look, plan);
    if ('refusal' in still) return refusedUndo(still.refusal);
    const { facts } = still;
    const tally = createTally();
    const set = putBackFreezer(ground, facts, requireGroup(facts, work.group), tally);
    for await (const { entries } of doneEntries(ground.past, job)) {
      if (ground.freezer.signal.aborted) throw new ConsoleError('refused', 'Looking was stopped; nothing was changed.');
      await set.add(entries);
    }
    const newer = await set.end();
    if (tally.count === 0) return refusedUndo(whyNothing(tally), tally);
    return { ...whole(job.stream, work.group, tally, newer, idleAnewAmong(newer, facts)), basis: basisOn(facts) };
  },
};

function whole(stream: string, group: string, tally: Tally, newer: number, anew: IdleAnew): Omit<UndoDraft, 'basis'> {
  const { count } = tally;
  const shows = { ...tally.shows(), figures: [] };
  const stays = staysSentence(shows.stays);
  return {
    title: `Put ${entriesText(count)} back into pending`,
    affects: { count, exact: true },
    groups: [
      {
        group,
        effect: 'reads-again',
        entries: { count, exact: true },
        sentence: [
          'They are pending again, under who had them. The position and what is unread stay as they are.',
          ...idleAnewSentence(newer, anew),
        ],
      },
    ],
    warnings: [
      [
        'A plain read (>) does not return them: a consumer reads its own pending list (id 0), or they are claimed. What was processed after all is then processed twice.',
      ],
      ...(stays === null ? [] : [stays]),
    ],
    commands: restoringLines(stream, group, tally, { force: true, ...anew }),
    shows,
    work: { do: 'put-back', group, count, ...anew },
    refusal: null,
    typeName: null,
  };
}

function whyNothing(tally: Tally): Sentence {
  const stays = staysSentence(tally.shows().stays);
  return stays === null ? ['The job acknowledged no entry.'] : ['None can be put back: ', ...stays];
}
