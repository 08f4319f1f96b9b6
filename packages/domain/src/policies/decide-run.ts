import { compareEntryIds, parseEntryId } from '../entries/entry-id.ts';
import { entriesText } from '../actions/pending-lines.ts';
import type { Plan } from '../actions/plan.ts';
import { plainSentence } from '../wire/plain-sentence.ts';
import type { PolicySettings } from './policy.ts';
import { lengthAfter, type PolicyRun, type RunFacts, type RunOutcome } from './policy-run.ts';

type Planned = Pick<Plan, 'affects' | 'preview' | 'refusal' | 'seenAt'>;

export interface RunDecision {
  /** run: carry the plan out. Everything else is how the run ends, with nothing done. */
  readonly go: 'run' | Extract<RunOutcome, 'nothing' | 'held' | 'stopped' | 'refused'>;
  readonly heldBy: string | null;
  readonly sentence: string;
}

// Below that nobody is hurt by three times as much.
const ALWAYS_FINE = 1_000;
const TIMES_THE_USUAL = 3;
const RUNS_COMPARED = 7;
const RUNS_NEEDED = 3;

/**
 * What a run does with its plan. `earlier` = the runs of this policy on this stream since its settings were saved, newest
 * first. A policy that sees something it was not made for stops itself: a person looks, and switches it on again.
 */
export function decideRun(
  { keep, mayEmpty }: Pick<PolicySettings, 'keep' | 'mayEmpty'>,
  plan: Planned,
  facts: RunFacts,
  earlier: readonly PolicyRun[],
  now: number,
): RunDecision {
  const { preview, refusal } = plan;
  const heldBy = preview.of === 'trim' ? preview.heldBy : null;
  const said = refusal === null ? '' : plainSentence(refusal, plan.seenAt);
  if (plan.affects.count === 0 && heldBy !== null) {
    const go = keep.keep === 'needed' ? 'nothing' : 'held';
    return { go, heldBy, sentence: `${heldBy} still needs the oldest entry, so nothing is removed.` };
  }
  if (preview.of === 'trim' && preview.met === true) return { go: 'nothing', heldBy: null, sentence: said };
  if (refusal !== null) return { go: 'refused', heldBy, sentence: said };
  const odd = anomaly(plan, facts, earlier, now) ?? (keep.keep === 'needed' || mayEmpty ? null : emptied(plan, facts));
  if (odd !== null) return { go: 'stopped', heldBy, sentence: odd };
  return { go: 'run', heldBy, sentence: '' };
}

/** Why this does not look like what the runs before did; null = it does. */
function anomaly(plan: Planned, facts: RunFacts, earlier: readonly PolicyRun[], now: number): string | null {
  const last = earlier.find((run) => run.facts !== null && run.outcome !== 'interrupted');
  if (last?.facts == null) return null;
  const [seen, before] = [parseEntryId(facts.lastGeneratedId), parseEntryId(last.facts.lastGeneratedId)];
  if (seen !== undefined && before !== undefined && compareEntryIds(seen, before) < 0) {
    return 'The stream was deleted and made anew since the last run. Look whether the policy fits the new one.';
  }
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
  return farMore(plan.affects.count, earlier, now);
}

/** More than three times what the last runs took in the same time; a run that comes late may take that much more. */
function farMore(count: number, earlier: readonly PolicyRun[], now: number): string | null {
  const worked = earlier.filter(({ outcome }) => outcome === 'done' || outcome === 'nothing');
  if (worked.length <= RUNS_NEEDED || count <= ALWAYS_FINE) return null;
  const rates: number[] = [];
  for (const [index, run] of worked.slice(0, RUNS_COMPARED).entries()) {
    const before = worked[index + 1];
    if (before !== undefined) rates.push(run.removed / Math.max(1, run.begunAt - before.begunAt));
  }
  const [last] = worked;
  if (last === undefined) return null;
  const usual = median(rates) * Math.max(1, now - last.begunAt);
  if (count <= TIMES_THE_USUAL * Math.max(usual, ALWAYS_FINE / TIMES_THE_USUAL)) return null;
  return `It would remove ${entriesText(count)}; by the last ${rates.length} runs about ${Math.round(usual).toLocaleString('en-US')} were to be expected.`;
}

function emptied({ affects }: Planned, { length }: RunFacts): string | null {
  return affects.count >= length
    ? 'It would leave nothing in the stream. Allow that in its settings if it is meant.'
    : null;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
