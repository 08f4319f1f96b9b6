import { compareEntryIds, parseEntryId, ZERO_ID, type EntryId } from '../entries/entry-id.ts';
import { idBefore } from '../entries/id-beside.ts';
import { timeInId } from '../entries/id-time.ts';
import { known } from '../known/known.ts';
import type { GroupFacts, Look, StreamFacts, Walk } from './look.ts';
import type { StepRule, TrimRule } from './trim-rule.ts';

export interface Removable {
  readonly count: number;
  readonly exact: boolean;
}

/** Where a rule alone would cut: in front of an id, or so many entries from the front; null = everything goes. */
export type RuleBound =
  | { readonly by: 'id'; readonly id: EntryId | null }
  | { readonly by: 'count'; readonly removes: number }
  | { readonly by: 'nothing'; readonly because: string };

/** Whose need stands furthest in front; id null = no group needs anything there is. */
export function guardBound(groups: readonly GroupFacts[]): {
  readonly id: EntryId | null;
  readonly group: string | null;
} {
  let id: EntryId | null = null;
  let holder: string | null = null;
  for (const group of groups) {
    const needs = firstNeeded(group);
    if (needs === null || (id !== null && compareEntryIds(needs, id) >= 0)) continue;
    id = needs;
    holder = group.group;
  }
  return { id, group: holder };
}

function firstNeeded({ smallestPendingId, oldestUnreadId }: GroupFacts): EntryId | null {
  if (smallestPendingId === null || oldestUnreadId === null) return smallestPendingId ?? oldestUnreadId;
  return compareEntryIds(smallestPendingId, oldestUnreadId) < 0 ? smallestPendingId : oldestUnreadId;
}

export function ruleBound(rule: TrimRule, facts: StreamFacts): RuleBound {
  if (rule.keep === 'newest') return { by: 'count', removes: Math.max(0, facts.length - rule.entries) };
  if (rule.keep === 'from') return { by: 'id', id: rule.id };
  if (rule.keep === 'younger') return ageBound(rule.thanMs, facts);
  if (rule.keep === 'bytes') return bytesBound(rule.bytes, facts);
  if (facts.groups.length > 0) return { by: 'id', id: guardBound(facts.groups).id };
  const because =
    'The stream has no groups, so nothing tells what is still needed. Trim to a length, an age or an id instead.';
  return { by: 'nothing', because };
}

function bytesBound(bytes: number, { length, memoryBytes }: StreamFacts): RuleBound {
  if (!memoryBytes.known) {
    return { by: 'nothing', because: `What the stream uses is not known: ${memoryBytes.because}. Trim to a length.` };
  }
  return { by: 'count', removes: Math.max(0, length - entriesUnder(bytes, length, memoryBytes.value)) };
}

/** Entries that fit under so many bytes, by what they use on average; Redis estimates that from a few of them. */
function entriesUnder(bytes: number, length: number, uses: number): number {
  return length === 0 || uses <= bytes ? length : Math.floor((length / uses) * bytes);
}

/** The rule as a step is told it. */
export function stepRule(rule: TrimRule, { length, memoryBytes }: StreamFacts): StepRule {
  if (rule.keep !== 'bytes') return rule;
  // Without a figure the plan is refused: nothing would go.
  const entries = memoryBytes.known ? entriesUnder(rule.bytes, length, memoryBytes.value) : length;
  return { keep: 'newest', entries };
}

function ageBound(thanMs: number, { firstId, lastGeneratedId, at }: StreamFacts): RuleBound {
  const times = firstId === null || (timeInId(firstId, at).known && timeInId(lastGeneratedId, at).known);
  const id = parseEntryId(`${Math.max(0, at - thanMs)}-0`);
  if (times && id !== undefined) return { by: 'id', id };
  const because = 'The ids of this stream are not times, so nothing tells how old its entries are.';
  return { by: 'nothing', because };
}

// Counting costs a pass over what is unread; who has more groups sees "about" for the rest.
const GROUPS_COUNTED = 20;

/** These groups with what they have not read counted where Redis' own figure is missing or may be too high. */
export async function countUnread(
  look: Look,
  facts: StreamFacts,
  those: readonly GroupFacts[],
  walk: Walk,
): Promise<readonly GroupFacts[]> {
  const groups: GroupFacts[] = [];
  let counted = 0;
  for (const group of those) {
    const { unread, position } = group;
    if ((unread.known && unread.value.exact) || facts.lastId === null || counted === GROUPS_COUNTED) {
      groups.push(group);
      continue;
    }
    counted += 1;
    const { entries, complete } = await look.count(facts.stream, { after: position, until: facts.lastId }, walk);
    groups.push(complete ? { ...group, unread: known({ count: entries, exact: true }) } : group);
  }
  return groups;
}

/** Entries in front of an id; null = all there are. Free where an end or a group's exact unread tells it, else counted. */
export async function countBefore(look: Look, facts: StreamFacts, id: EntryId | null, walk: Walk): Promise<Removable> {
  const { firstId, lastId, length } = facts;
  if (firstId === null || lastId === null) return { count: 0, exact: true };
  if (id === null || compareEntryIds(lastId, id) < 0) return { count: length, exact: true };
  if (compareEntryIds(id, firstId) <= 0) return { count: 0, exact: true };
  for (const { oldestUnreadId, unread } of facts.groups) {
    if (oldestUnreadId === id && unread.known && unread.value.exact) {
      return { count: length - unread.value.count, exact: true };
    }
  }
  const until = idBefore(id) ?? ZERO_ID;
  const counted = await look.count(facts.stream, { after: ZERO_ID, until }, walk);
  return { count: counted.entries, exact: counted.complete };
}
