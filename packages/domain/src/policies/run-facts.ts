import type { StreamFacts } from '../actions/look.ts';
import type { RunFacts } from './policy-run.ts';

export function runFacts(facts: StreamFacts): RunFacts {
  const needing = facts.groups.filter(
    ({ smallestPendingId, oldestUnreadId }) => smallestPendingId !== null || oldestUnreadId !== null,
  );
  return {
    length: facts.length,
    memoryBytes: facts.memoryBytes.known ? facts.memoryBytes.value : null,
    lastGeneratedId: facts.lastGeneratedId,
    groups: facts.groups.map(({ group }) => group),
    needing: needing.map(({ group }) => group),
  };
}
