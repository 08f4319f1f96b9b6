import type { GroupStand } from '../actions/call.ts';
import type { StreamFacts } from '../actions/look.ts';
import { entriesText } from '../actions/pending-lines.ts';
import { basisOn } from '../actions/same-stream.ts';
import type { Work } from '../actions/work.ts';
import { ConsoleError } from '../errors/console-error.ts';
import { formatCount } from '../metrics/format-figures.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import { idleAnewAmong, idleAnewSentence } from './idle-anew.ts';
import { putBackFreezer } from './put-back-entries.ts';
import { stillThere } from './still-there.ts';
import { createTally, type Tally } from './tally.ts';
import { restoringLines, staysSentence } from './undo-lines.ts';
import { refusedUndo } from './undo-refusal.ts';
import type { MadeChange, UndoDraft, UndoGround, UndoRule } from './undo-rule.ts';

type DestroyWork = Extract<Work, { readonly do: 'destroy-group' }>;

// Read from the journal together.
const SLICE = 5_000;
const CONSUMERS_SHOWN = 20;

/** The group is made anew: position, entries read, consumers, and the whole pending list as it was. */
export const undoDestroyedGroup: UndoRule = {
  locked: () => null,
  async draft(change, ground) {
    const { job, plan } = change;
    const { work } = job;
    if (work.do !== 'destroy-group') return refusedUndo(['This job destroyed no group.']);
    // The group is not there: only the stream has to be.
    const still = await stillThere(ground.look, { ...plan, group: null });
    if ('refusal' in still) return refusedUndo(still.refusal);
    const { facts } = still;
    if (facts.groups.some(({ group }) => group === work.group)) {
      return refusedUndo([{ name: work.group }, ' was made anew since: it stands where somebody put it.']);
    }
    const tally = createTally();
    const { holders, newer } = await freezePendingList(change, work, ground, facts, tally);
    // The whole list, with consumers that held nothing; of very many only who held something is known.
    const consumers = work.consumers ?? [...holders];
    return whole(change, work, facts, consumers, tally, newer);
  },
};

async function freezePendingList(
  { job }: MadeChange,
  { count }: DestroyWork,
  ground: UndoGround,
  facts: StreamFacts,
  tally: Tally,
): Promise<{ readonly holders: ReadonlySet<string>; readonly newer: number }> {
  const holders = new Set<string>();
  const set = putBackFreezer(ground, facts, null, tally);
  for (let at = 0; at < count; at += SLICE) {
    if (ground.freezer.signal.aborted) throw new ConsoleError('refused', 'Looking was stopped; nothing was changed.');
    const entries = await ground.past.frozen(job.planId, at, Math.min(SLICE, count - at));
    for (const { consumer } of entries) holders.add(consumer);
    await set.add(entries);
  }
  return { holders, newer: await set.end() };
}

function whole(
  { job, plan }: MadeChange,
  work: DestroyWork,
  facts: StreamFacts,
  consumers: readonly string[],
  tally: Tally,
  newer: number,
): UndoDraft {
  const anew = idleAnewAmong(newer, facts);
  const { group } = work;
  const { count } = tally;
  const { position, entriesRead } = standOf(job.checkpoint.before, work, plan.basis.groupEntriesRead ?? null);
  const shows = { ...tally.shows(), figures: figuresOf(position, entriesRead, consumers.length) };
  const stays = staysSentence(shows.stays);
  const key = cliName(job.stream);
  const name = cliName(group);
  const shown = group === '' ? '(empty name)' : group;
  return {
    title: count === 0 ? `Rebuild group ${shown}` : `Rebuild group ${shown} with ${entriesText(count)} pending`,
    affects: { count, exact: true },
    groups: [
      {
        group,
        effect: 'none',
        entries: { count, exact: true },
        sentence: [...effectOf(count, facts, position), ...idleAnewSentence(newer, anew)],
      },
    ],
    warnings: [
      ...(stays === null ? [] : [stays]),
      ...(work.consumers === null
        ? [['It had more than 10,000 consumers: those that held nothing are made when they call again.']]
        : []),
    ],
    commands: [
      `XGROUP CREATE ${key} ${name} ${position}${entriesRead === null ? '' : ` ENTRIESREAD ${entriesRead}`}`,
      ...consumers
        .slice(0, CONSUMERS_SHOWN)
        .map((consumer) => `XGROUP CREATECONSUMER ${key} ${name} ${cliName(consumer)}`),
      ...(consumers.length > CONSUMERS_SHOWN ? [`# and ${consumers.length - CONSUMERS_SHOWN} more consumers`] : []),
      ...restoringLines(job.stream, group, tally, { force: true, ...anew }),
    ],
    shows,
    basis: basisOn(facts),
    work: { do: 'rebuild-group', group, position, entriesRead, consumers, count, ...anew },
    refusal: null,
    typeName: null,
  };
}

/** As the step that destroyed it found it; what it did not say is from the plan. */
function standOf(before: GroupStand | undefined, { seen }: DestroyWork, planned: number | null): GroupStand {
  return before ?? { position: seen, entriesRead: planned };
}

function figuresOf(position: string, entriesRead: number | null, consumers: number) {
  return [
    { what: 'Position', now: 'no group', before: position },
    ...(entriesRead === null
      ? []
      : [{ what: 'Entries read', now: 'no group', before: formatCount(entriesRead, 'full') }]),
    { what: 'Consumers', now: 'no group', before: formatCount(consumers, 'full') },
  ];
}

function effectOf(count: number, facts: StreamFacts, position: string): Sentence {
  const pending: Sentence =
    count === 0 ? [] : [{ n: count, b: true }, count === 1 ? ' entry is' : ' entries are', ' pending again. '];
  const more: Sentence =
    facts.lastId !== null && facts.lastId !== position
      ? ['It reads on from where it stood, so what was added since is unread.']
      : ['It reads on from where it stood.'];
  return [...pending, ...more];
}
