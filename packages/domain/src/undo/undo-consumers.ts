import type { ConsumerFacts, StreamFacts } from '../actions/look.ts';
import { entriesText, onGroup } from '../actions/pending-lines.ts';
import { basisOn, requireGroup } from '../actions/same-stream.ts';
import type { Work } from '../actions/work.ts';
import type { Known } from '../known/known.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import { freezeReturns } from './give-back-entries.ts';
import { idleAnewAmong, idleAnewSentence } from './idle-anew.ts';
import { stillThere } from './still-there.ts';
import { createTally, type Tally } from './tally.ts';
import { restoringLines, staysSentence } from './undo-lines.ts';
import { refusedUndo } from './undo-refusal.ts';
import type { MadeChange, UndoDraft, UndoRule } from './undo-rule.ts';

type RemoveWork = Extract<Work, { readonly do: 'remove-consumer' }>;

const LINES = 20;

/** Consumers that were removed are made again, and what was moved from them goes back. */
export const undoRemoveConsumer: UndoRule = {
  locked: () => null,
  async draft(change, ground) {
    const { job, plan } = change;
    const { work } = job;
    if (work.do !== 'remove-consumer') return refusedUndo(['This job removed no consumer.']);
    const still = await stillThere(ground.look, plan);
    if ('refusal' in still) return refusedUndo(still.refusal);
    const known = await ground.look.consumers(job.stream, work.group);
    const tally = createTally();
    const given = {
      group: work.group,
      ownerAt: () => work.receiver ?? '',
      deliveriesAfter: ({ deliveries }: { readonly deliveries: number }) => deliveries,
    };
    await freezeReturns(job, given, ground, tally);
    const missing = work.consumers.filter((name) => !known.known || find(known, name) === undefined);
    if (tally.count === 0 && missing.length === 0) return refusedUndo(whyNothing(work, tally), tally);
    return { ...whole(change, work, missing, tally, still.facts), basis: basisOn(still.facts) };
  },
};

function whole(
  { job }: MadeChange,
  { group }: RemoveWork,
  missing: readonly string[],
  tally: Tally,
  facts: StreamFacts,
) {
  const { count } = tally;
  const { pending } = requireGroup(facts, group);
  const anew = count === 0 ? {} : idleAnewAmong(pending, facts);
  const figures = missing.slice(0, LINES).map((name) => ({ what: 'Consumer', now: 'none', before: shown(name) }));
  const shows = { ...tally.shows(), figures };
  const stays = staysSentence(shows.stays);
  const on = onGroup(job.stream, group);
  return {
    title: titleOf(missing, count),
    affects: { count, exact: true },
    groups: [
      {
        group,
        effect: 'none',
        entries: { count, exact: true },
        sentence: ['Position and what is unread stay as they are.', ...idleAnewSentence(pending, anew)],
      },
    ],
    warnings: stays === null ? [] : [stays],
    commands: [
      ...missing.slice(0, LINES).map((name) => `XGROUP CREATECONSUMER ${on} ${cliName(name)}`),
      ...(missing.length > LINES ? [`# and ${missing.length - LINES} more consumers`] : []),
      ...restoringLines(job.stream, group, tally, { force: false, ...anew }),
    ],
    shows,
    work: { do: 'give-back', group, count, consumers: missing, ...anew },
    refusal: null,
    typeName: null,
  } satisfies Omit<UndoDraft, 'basis'>;
}

function titleOf(missing: readonly string[], count: number): string {
  const [only] = missing;
  const who = missing.length === 1 && only !== undefined ? `consumer ${shown(only)}` : `${missing.length} consumers`;
  if (missing.length === 0) return `Give back ${entriesText(count)}`;
  return count === 0 ? `Make ${who} again` : `Make ${who} again and give back ${entriesText(count)}`;
}

function whyNothing({ consumers }: RemoveWork, tally: Tally): Sentence {
  const stays = staysSentence(tally.shows().stays);
  if (stays !== null) return ['Nothing is as it was left: ', ...stays];
  const [only] = consumers;
  if (consumers.length === 1 && only !== undefined) {
    return [{ name: only }, ' is a consumer of the group again already: there is nothing to take back.'];
  }
  return ['They are consumers of the group again already: there is nothing to take back.'];
}

/** A consumer that was made goes again, as long as it made no call and holds nothing. */
export const undoCreateConsumer: UndoRule = {
  locked: () => null,
  async draft({ job, plan }, { look, past }) {
    const { work } = job;
    if (work.do !== 'create-consumer') return refusedUndo(['This job created no consumer.']);
    const still = await stillThere(look, plan);
    if ('refusal' in still) return refusedUndo(still.refusal);
    const { group, consumer } = work;
    const known = await look.consumers(job.stream, group);
    if (!known.known) return refusedUndo(['Whether it was used since is not known: ', known.because, '.']);
    const [made] = await past.settled(job.jobId, 0, 1);
    const used = whyUsed(consumer, find(known, consumer), made?.ranAt?.[1]);
    if (used !== null) return refusedUndo(used);
    return {
      title: `Remove consumer ${shown(consumer)} again`,
      affects: { count: 0, exact: true },
      groups: [{ group, effect: 'none', entries: null, sentence: ['It made no call since, and holds nothing.'] }],
      warnings: [],
      commands: [`XGROUP DELCONSUMER ${onGroup(job.stream, group)} ${cliName(consumer)}`],
      shows: {
        moves: [],
        figures: [{ what: 'Consumer', now: shown(consumer), before: 'none' }],
        stays: { reasons: [], sample: [] },
      },
      basis: basisOn(still.facts),
      work: { do: 'remove-consumer', group, consumers: [consumer], receiver: null, count: 0 },
      refusal: null,
      typeName: null,
    };
  },
};

// Redis tells how long ago a call was, rounded.
const ROUNDING_MS = 2;

function whyUsed(name: string, facts: ConsumerFacts | undefined, madeAt: number | undefined): Sentence | null {
  if (facts === undefined) return [{ name }, ' is not a consumer any more: there is nothing to take back.'];
  const { pending, lastCallAt } = facts;
  if (pending > 0) {
    return [{ name }, ' was used since: it holds ', { n: pending }, pending === 1 ? ' entry.' : ' entries.'];
  }
  if (madeAt === undefined || lastCallAt > madeAt + ROUNDING_MS) {
    return [{ name }, ' was used since: it made a call ', { age: lastCallAt }, ' ago.'];
  }
  return null;
}

function find(known: Known<readonly ConsumerFacts[]>, name: string): ConsumerFacts | undefined {
  return known.known ? known.value.find(({ consumer }) => consumer === name) : undefined;
}

function shown(name: string): string {
  return name === '' ? '(empty name)' : name;
}
