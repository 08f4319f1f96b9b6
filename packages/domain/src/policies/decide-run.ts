import { compareEntryIds, parseEntryId } from '../entries/entry-id.ts';
import { entriesText } from '../actions/pending-lines.ts';
import type { Plan } from '../actions/plan.ts';
import { plainSentence } from '../wire/plain-sentence.ts';
import { farMore } from './far-more.ts';
import type { TrimSettings } from './policy.ts';
import { lengthAfter, type PolicyRun, type RunFacts, type RunOutcome } from './policy-run.ts';

type Planned = Pick<Plan, 'affects' | 'preview' | 'refusal' | 'seenAt'>;

export interface RunDecision {
  /** run: carry the plan out. Everything else is how the run ends, with nothing done. */
  readonly go: 'run' | Extract<RunOutcome, 'nothing' | 'held' | 'stopped' | 'refused'>;
  readonly heldBy: string | null;
  readonly sentence: string;
}

// As `stream-node-max-entries` is by default.
const NODE_ENTRIES = 100;
// Below that nobody is hurt by three times as much.
const ALWAYS_FINE = 1_000;

/**
 * What a run does with its plan. `earlier` = the runs of this policy on this stream since its settings were saved, newest
 * first. A policy that sees something it was not made for stops itself: a person looks, and switches it on again.
 */
export function decideRun(
  { keep, mayEmpty }: Pick<TrimSettings, 'keep' | 'mayEmpty'>,
  plan: Planned,
  facts: RunFacts,
  earlier: readonly PolicyRun[],
  now: number,
): RunDecision {
  const { preview, refusal } = plan;
  const heldBy = preview.of === 'trim' ? preview.heldBy : null;
  const said = refusal === null ? '' : plainSentence(refusal, plan.seenAt);
  const isTooLittle = isLessThanANode(plan, earlier);
  if (heldBy !== null && (plan.affects.count === 0 || isTooLittle)) {
    const go = keep.keep === 'needed' ? 'nothing' : 'held';
    const what = isTooLittle ? 'all but a few of the oldest entries' : 'the oldest entry';
    return { go, heldBy, sentence: `${heldBy} still needs ${what}, so nothing is removed.` };
  }
  if (preview.of === 'trim' && preview.met === true) return { go: 'nothing', heldBy: null, sentence: said };
  if (refusal !== null) return { go: 'refused', heldBy, sentence: said };
  if (isTooLittle) return { go: 'nothing', heldBy, sentence: 'Fewer are left over than Redis removes at once.' };
  const odd = anomaly(plan, facts, earlier, now) ?? (keep.keep === 'needed' || mayEmpty ? null : emptied(plan, facts));
  if (odd !== null) return { go: 'stopped', heldBy, sentence: odd };
  return { go: 'run', heldBy, sentence: '' };
}

/**
 * Redis removes whole nodes, unless it is to be exact. Of large entries a node holds fewer, so it is tried once: it is not
 * when the last trim removed nothing.
 */
function isLessThanANode({ affects: { count, exact } }: Planned, earlier: readonly PolicyRun[]): boolean {
  return (
    count > 0 && count < NODE_ENTRIES && !exact && earlier.find(({ outcome }) => outcome === 'done')?.removed === 0
  );
}

/** The stream is another one than at the run before. */
export function madeAnew(facts: RunFacts, earlier: RunFacts): string | null {
  const [seen, before] = [parseEntryId(facts.lastGeneratedId), parseEntryId(earlier.lastGeneratedId)];
  if (seen === undefined || before === undefined || compareEntryIds(seen, before) >= 0) return null;
  return 'The stream was deleted and made anew since the last run. Look whether the policy fits the new one.';
}

/** Why this does not look like what the runs before did; null = it does. */
function anomaly(plan: Planned, facts: RunFacts, earlier: readonly PolicyRun[], now: number): string | null {
  const last = earlier.find((run) => run.facts !== null && run.outcome !== 'interrupted');
  if (last?.facts == null) return null;
  const anew = madeAnew(facts, last.facts);
  if (anew !== null) return anew;
  const vanished = last.facts.needing.filter((group) => !facts.groups.includes(group));
  if (vanished.length > 0) {
    const [first = ''] = vanished;
    const others = vanished.length === 1 ? '' : ` and ${vanished.length - 1} more`;
    return `The group ${first}${others} had entries to read or acknowledge at the last run and is gone, so nothing protects them any more.`;
  }
  const left = lengthAfter(last);
  if (left !== null && facts.length < left / 2) {
    return `The stream holds ${entriesText(facts.length)}; after the last run it was ${left.toLocaleString('en-US')}. Something else removes entries.`;
  }
  const count = plan.affects.count;
  return farMore(count, ALWAYS_FINE, `It would remove ${entriesText(count)}`, earlier, now);
}

function emptied({ affects }: Planned, { length }: RunFacts): string | null {
  return affects.count >= length
    ? 'It would leave nothing in the stream. Allow that in its settings if it is meant.'
    : null;
}
