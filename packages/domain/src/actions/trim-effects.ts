import { compareEntryIds } from '../entries/entry-id.ts';
import type { Known } from '../known/known.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { GroupFacts, StreamFacts } from './look.ts';
import type { GroupEffect } from './plan.ts';
import type { IgnoredGroup } from './trim-ignored.ts';

/**
 * What the trim means for one group; `removed` = 0 with the guard, which takes nothing a group needs. A group's unread
 * entries are the newest there are, so what is lost of them follows.
 */
export function effectOn(
  group: GroupFacts,
  facts: StreamFacts,
  removed: number,
  bound: Known<string | null>,
  holds: boolean,
): GroupEffect {
  const name = group.group;
  if (holds) {
    return {
      group: name,
      effect: 'holds-back',
      entries: null,
      sentence: ['Has not read or not acknowledged what comes next, so the rest stays.'],
    };
  }
  const unread = group.unread.known ? group.unread.value : null;
  const lost = unread === null ? null : Math.max(0, removed - (facts.length - unread.count));
  if (lost !== null && lost > 0) {
    const exact = unread?.exact ?? false;
    return {
      group: name,
      effect: 'loses-unread',
      entries: { count: lost, exact },
      sentence: [exact ? '' : 'About ', { n: lost, b: true }, ' entries it has not read yet are removed.'],
    };
  }
  if (unread === null && removed > 0) {
    return {
      group: name,
      effect: 'loses-unread',
      entries: null,
      sentence: ['How much it has not read is not known: it may lose some.'],
    };
  }
  const { smallestPendingId } = group;
  // Without an id to compare with, anything pending may lie in front of the cut.
  const cut = bound.known ? bound.value : undefined;
  const inFront =
    removed > 0 &&
    smallestPendingId !== null &&
    (cut === undefined || cut === null || smallestPendingIsBefore(smallestPendingId, cut));
  if (inFront) {
    return {
      group: name,
      effect: 'loses-pending',
      entries: null,
      sentence: [
        cut === undefined ? 'May lose the payload of some of its ' : 'Loses the payload of some of its ',
        { n: group.pending },
        ' pending entries.',
      ],
    };
  }
  return { group: name, effect: 'none', entries: null, sentence: ['Has read and acknowledged all that is removed.'] };
}

function smallestPendingIsBefore(smallest: NonNullable<GroupFacts['smallestPendingId']>, cut: string): boolean {
  // A bound is an id of this stream or made of one.
  return compareEntryIds(smallest, cut as typeof smallest) < 0;
}

/** At most two; who is not waited for comes before what holds for every trim. */
export function warningsOf(
  facts: StreamFacts,
  guarded: boolean,
  heldBy: string | null,
  ignored: readonly IgnoredGroup[],
  archives = false,
): readonly Sentence[] {
  const warnings: Sentence[] = [];
  const [first, ...others] = ignored;
  if (first !== undefined) {
    warnings.push([
      { name: first.group },
      ...(others.length === 0 ? [] : [' and ', { n: others.length }, others.length === 1 ? ' other' : ' others']),
      ' made no call since ',
      { clock: first.lastCallAt },
      others.length === 0 ? ', so it is not waited for.' : ' or longer, so they are not waited for.',
    ]);
  }
  if (!guarded && facts.groups.length > 0) {
    const lost = 'What some group has not read or not acknowledged is removed, too';
    warnings.push([
      archives ? `${lost}; the archive has it, the group does not get it.` : `${lost}, and cannot be brought back.`,
    ]);
  } else if (heldBy !== null) {
    warnings.push([{ name: heldBy }, ' needs what comes behind, so less goes than the rule would remove.']);
  }
  warnings.push(['Readers that use no group are not seen by Redis: what they have not read yet is removed, too.']);
  return warnings.slice(0, 2);
}
