import type { Sentence } from '../wire/sentence.ts';
import type { Batch } from './batch.ts';
import type { Finding } from './judgement.ts';
import type { Cause } from './kept-cause.ts';
import type { Signs } from './signs.ts';
import type { Level, RuleName } from './status.ts';

/** One explanation of what may be wrong with a group. Looking changes nothing. */
export interface HealthRule {
  /** Also the status the group gets when this rule is the worst that fired. */
  readonly name: RuleName;
  /** The rule's words on screen. */
  readonly title: string;
  /** Why an operator should care; for the guide. */
  readonly why: string;
  /**
   * fact: read off Redis; gone as soon as it is gone. trend: taken from the course of figures; gone only after the
   * hold time, so that it does not flap.
   */
  readonly kind: 'fact' | 'trend';
  look(signs: Signs): Look;
}

export interface Look {
  readonly finding: Finding;
  /** How it began, for as long as it lasts; absent where that does not show. */
  readonly cause?: Cause | undefined;
  /** Only when fired: the row's sentence and the clause for the verdict line. */
  readonly said?: { readonly sentence: Sentence; readonly clause: Sentence };
}

type Named = Pick<HealthRule, 'name' | 'title'>;

/** The rule does not explain this group; `evidence` says why. */
export function ruledOut({ name, title }: Named, ...evidence: Sentence): Look {
  return { finding: { rule: name, title, verdict: 'ruled-out', evidence, level: 'healthy' } };
}

/** What waits between two runs of a batch is meant to. */
export function readsInBatches(rule: Named, { from, everyMs }: Batch): Look {
  return ruledOut(
    rule,
    from === 'set' ? 'No. It is to read every ' : 'No. It reads in batches, about every ',
    { ms: everyMs },
    '.',
  );
}

/** It cannot be told; `because` says why. */
export function notKnown({ name, title }: Named, ...because: Sentence): Look {
  return { finding: { rule: name, title, verdict: 'unknown', evidence: because, level: 'unknown' } };
}

/** What a rule that fired says. */
export interface Fired {
  readonly level: Level;
  readonly evidence: Sentence;
  readonly sentence: Sentence;
  readonly clause: Sentence;
  readonly advice: Sentence;
  readonly healthyWhen: Sentence;
  readonly subject?: { readonly consumer?: string; readonly entryId?: string };
  readonly cause?: Cause | undefined;
}

/** The rule explains this group's trouble. */
export function fired({ name, title }: Named, fire: Fired): Look {
  const { level, evidence, sentence, clause, advice, healthyWhen, subject, cause } = fire;
  const finding: Finding = { rule: name, title, verdict: 'fired', evidence, level, advice, healthyWhen };
  return { finding: subject === undefined ? finding : { ...finding, subject }, cause, said: { sentence, clause } };
}
