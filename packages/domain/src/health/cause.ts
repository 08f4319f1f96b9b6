import type { GroupMemory } from './group-memory.ts';
import type { Cause } from './kept-cause.ts';
import type { HealthRule, Look } from './rule.ts';
import type { Signs } from './signs.ts';
import type { RuleName } from './status.ts';

/** The cause this rule found when its trouble began; undefined when it has none. */
export function causeKept(signs: Signs, rule: RuleName): Cause | undefined {
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
