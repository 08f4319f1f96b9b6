import { entriesText } from '../actions/pending-lines.ts';
import { plainSentence } from '../wire/plain-sentence.ts';
import type { Plan } from '../actions/plan.ts';
import { madeAnew, type RunDecision } from './decide-run.ts';
import { farMore } from './far-more.ts';
import type { PolicyRun, RunFacts } from './policy-run.ts';

type Planned = Pick<Plan, 'affects' | 'preview' | 'refusal' | 'seenAt'>;

// Many more at once are rarely bad entries, and often something that all of them need and that is down.
const ALWAYS_FINE = 100;

/**
 * What a run of a dead-letter policy does with its plan, on one group. `earlier` = its runs there since its settings were
 * saved, newest first. It stops itself where it cannot put anything aside, and where far more fails than usual.
 */
export function decideLetters(plan: Planned, facts: RunFacts, earlier: readonly PolicyRun[], now: number): RunDecision {
  const { preview, refusal, affects } = plan;
  const said = refusal === null ? '' : plainSentence(refusal, plan.seenAt);
  const [met, gone] = preview.of === 'dead-letter' ? [preview.met === true, preview.payloadGone] : [false, 0];
  if (met) return { go: 'nothing', heldBy: null, sentence: gone === 0 ? '' : said };
  if (refusal !== null) return { go: 'stopped', heldBy: null, sentence: said };
  const last = earlier.find((run) => run.facts !== null && run.outcome !== 'interrupted');
  const anew = last?.facts == null ? null : madeAnew(facts, last.facts);
  const what = `It would dead-letter ${entriesText(affects.count)}`;
  const odd = anew ?? farMore(affects.count, ALWAYS_FINE, what, earlier, now);
  if (odd !== null) return { go: 'stopped', heldBy: null, sentence: odd };
  const left = gone === 0 ? '' : `${entriesText(gone)} without a payload left out.`;
  return { go: 'run', heldBy: null, sentence: left };
}
