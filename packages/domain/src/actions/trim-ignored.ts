import type { GroupFacts, Look, StreamFacts } from './look.ts';
import { guardBound } from './trim-bound.ts';

export interface IgnoredGroup {
  readonly group: string;
  /** Redis time of the last call made in its name. */
  readonly lastCallAt: number;
}

/** Most consumers of a group that is looked through in every step of a trim: 0.2 ms for so many. */
export const MOST_CONSUMERS = 200;
// Each costs a look; who has more abandoned groups removes some.
const MOST_IGNORED = 20;

/**
 * The groups a trim does not wait for: those that hold it back although nobody called in their name for `unseenMs`. A
 * group without consumers is never one of them, for nothing tells how long it has been like that.
 */
export async function ignoredGroups(
  look: Look,
  facts: StreamFacts,
  unseenMs: number | undefined,
): Promise<readonly IgnoredGroup[]> {
  const ignored: IgnoredGroup[] = [];
  if (unseenMs === undefined) return ignored;
  while (ignored.length < MOST_IGNORED) {
    const holder = guardBound(without(facts.groups, ignored)).group;
    const facing = facts.groups.find(({ group }) => group === holder);
    if (facing === undefined) return ignored;
    const lastCallAt = await lastCallOf(look, facts.stream, facing);
    if (lastCallAt === null || facts.at - lastCallAt < unseenMs) return ignored;
    ignored.push({ group: facing.group, lastCallAt });
  }
  return ignored;
}

export function without(groups: readonly GroupFacts[], ignored: readonly IgnoredGroup[]): readonly GroupFacts[] {
  return groups.filter(({ group }) => ignored.every((each) => each.group !== group));
}

async function lastCallOf(look: Look, stream: string, { group, consumers }: GroupFacts): Promise<number | null> {
  if (consumers === 0 || consumers > MOST_CONSUMERS) return null;
  const found = await look.consumers(stream, group);
  if (!found.known || found.value.length === 0) return null;
  return Math.max(...found.value.map(({ lastCallAt }) => lastCallAt));
}
