import type { Sentence } from '../wire/sentence.ts';
import type { GroupMemory } from './group-memory.ts';
import type { HealthRule, Look } from './rule.ts';
import type { Signs } from './signs.ts';

/** How a trouble began, as it was found while what shows it was still within the window. */
export interface Cause {
  readonly kind: 'slowed-down' | 'more-came' | 'moved-back' | 'burst';
  /** Holds no figure that is of the moment of saying it. */
  readonly sentence: Sentence;
}

export interface KeptCause {
  readonly cause: Cause;
  /** The rule fired last; a trouble that pauses for a moment is the same one. */
  readonly firedAt: number;
}

/** The cause this rule found when its trouble began; undefined when it has none. */
export function causeKept(signs: Signs, rule: HealthRule['name']): Cause | undefined {
  return signs.situation.memory.causes[rule]?.cause;
}

/** Keeps the cause a look came with until its trouble is over: nothing waits, or the rule is silent for the growth time. */
export function keepCause(signs: Signs, memory: GroupMemory, { name }: HealthRule, { cause, finding }: Look): void {
  if (finding.verdict === 'fired' && cause !== undefined) {
    memory.causes = { ...memory.causes, [name]: { cause, firedAt: signs.at } };
    return;
  }
  const kept = memory.causes[name];
  if (kept === undefined) return;
  if (!signs.caughtUp && signs.at - kept.firedAt < signs.situation.limits.growthMs) return;
  const { [name]: _over, ...others } = memory.causes;
  memory.causes = others;
}
