import type { Limited, PollBudget } from './budget-ledger.ts';
import type { Cost } from './cost-class.ts';

/** Why polls are further apart than asked for, as one clause for the operator. */
export function stretchSentence(
  because: Limited,
  standing: Cost,
  budget: PollBudget,
  streams: number,
  slow: boolean,
): string {
  if (slow) return 'Redis answers far slower than usual, so Weir asks less until that is over';
  const one = `one look at ${count(streams)} streams takes`;
  const sentences: Readonly<Record<Limited, string>> = {
    core: `${one} about ${Math.ceil(standing.micros / 1_000)} ms of Redis, and the budget is ${percent(budget.coreShare)} of a core`,
    commands: `${one} ${count(Math.round(standing.commands))} commands, and the budget is ${count(budget.commandsPerSecond)} a second`,
    bytes: `replies reach the budget of ${count(Math.round(budget.bytesPerSecond / 1_024))} KiB a second`,
  };
  return sentences[because];
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
