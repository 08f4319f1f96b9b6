import type { Call } from './call.ts';
import type { FrozenSet, SeenEntry } from './seen-entry.ts';
import type { Checkpoint, Work } from './work.ts';

type ReturningWork = Extract<Work, { readonly do: 'give-back' | 'put-back' | 'rebuild-group' }>;

/** The next call of a job that takes entries back: what has to be there for them first, then the frozen set. */
export async function nextReturn(
  head: Pick<Call, 'job' | 'number' | 'stream'>,
  work: ReturningWork,
  { number, position }: Checkpoint,
  atMost: number,
  frozen: FrozenSet,
): Promise<Call | null> {
  const { group } = work;
  if (number === 0 && work.do === 'rebuild-group') {
    const { position: at, entriesRead, consumers } = work;
    return { ...head, kind: 'rebuild-group', size: 0, group, position: at, entriesRead, consumers };
  }
  if (number === 0 && work.do === 'give-back' && work.consumers.length > 0) {
    const { consumers } = work;
    return { ...head, kind: 'rebuild-group', size: 0, group, position: null, entriesRead: null, consumers };
  }
  const size = Math.min(atMost, work.count - position);
  if (size <= 0) return null;
  const anew = work.idleAnew === true ? { idleAnew: work.idleAnew } : {};
  if (work.do === 'give-back') {
    const both = await frozen(position * 2, size * 2);
    return { ...head, kind: 'give-back', size, group, returns: pairsOf(both), ...anew };
  }
  const entries = await frozen(position, size);
  return { ...head, kind: 'put-back', size, group, alsoNotPassed: work.do === 'rebuild-group', entries, ...anew };
}

function pairsOf(both: readonly SeenEntry[]) {
  const returns = [];
  for (let at = 0; at + 1 < both.length; at += 2) {
    const [left, before] = [both[at], both[at + 1]];
    if (left !== undefined && before !== undefined) returns.push({ left, before });
  }
  return returns;
}
