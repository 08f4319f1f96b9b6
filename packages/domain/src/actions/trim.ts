import { compareEntryIds } from '../entries/entry-id.ts';
import { idAfter } from '../entries/id-beside.ts';
import { known, mapKnown, unknown } from '../known/known.ts';
import type { Known } from '../known/known.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { InputOf } from './action-input.ts';
import type { GroupFacts, StreamFacts } from './look.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import { entriesText } from './pending-lines.ts';
import type { GroupEffect } from './plan.ts';
import { basisOn, requireStream, streamDifferences } from './same-stream.ts';
import { countBefore, countUnread, guardBound, ruleBound, type Removable, type RuleBound } from './trim-bound.ts';

/** A trim can only take what was counted: the next one takes the rest. */
const MOST_COUNTED = 50_000_000;

/** Removes the oldest entries of a stream. */
export const trim: ActionDefinition<'trim'> = {
  kind: 'trim',
  title: 'Trim',
  past: 'removed',
  risk: ({ guard }) => (guard ? 2 : 3),
  role: 'maintainer',
  needs: ({ stream }) => [
    {
      commands: ['evalsha', 'eval', 'type', 'xlen', 'xinfo|stream', 'xinfo|groups', 'xpending', 'xrange', 'xtrim'],
      keys: [stream],
    },
    MARK_NEEDS,
  ],
  async draft(look, input, freezer) {
    const facts = await requireStream(look, input.stream);
    const guarded = input.guard || input.rule.keep === 'needed';
    const walk = { signal: freezer.signal, atMost: MOST_COUNTED, progress: (n: number) => freezer.progress(n) };
    const aim = ruleBound(input.rule, facts);
    const free = guardBound(guarded ? facts.groups : []);
    const byRule = await removedBy(aim);
    const byGuard = guarded ? await countBefore(look, facts, free.id, walk) : { count: facts.length, exact: true };
    const held = byGuard.count < byRule.count || (input.rule.keep === 'needed' && byGuard.count < facts.length);
    const affects = byGuard.count < byRule.count ? byGuard : byRule;
    const { count } = affects;
    const refusal = refusalOf(aim, facts, count, held ? free.group : null);
    const groups = guarded ? facts.groups : await countUnread(look, facts, walk);
    const bound = held ? known(free.id) : boundOf(aim, facts, byRule);
    return {
      title: `Trim ${entriesText(count)}`,
      affects,
      groups: groups.map((group) =>
        effectOn(group, facts, guarded ? 0 : count, bound, held && group.group === free.group),
      ),
      warnings: count === 0 ? [] : warningsOf(facts, guarded, held && input.rule.keep !== 'needed' ? free.group : null),
      commands: count === 0 ? [] : [commandOf(input, facts, held ? free.id : null, aim)],
      preview: {
        of: 'trim',
        length: facts.length,
        firstId: facts.firstId,
        lastId: facts.lastId,
        bound,
        unguardedBound: held && aim.by === 'id' && input.rule.keep !== 'needed' ? aim.id : null,
        keeps: facts.length - count,
        freesBytes: mapKnown(facts.memoryBytes, (bytes) =>
          facts.length === 0 ? 0 : Math.round((bytes / facts.length) * count),
        ),
        heldBy: held ? free.group : null,
      },
      basis: basisOn(facts),
      work: refusal === null ? { do: 'trim', rule: input.rule, guard: guarded, atMost: count } : null,
      refusal,
      typeName: input.stream,
    };

    function removedBy(bound: RuleBound): Promise<Removable> {
      if (bound.by === 'id') return countBefore(look, facts, bound.id, walk);
      return Promise.resolve({ count: bound.by === 'count' ? bound.removes : 0, exact: true });
    }
  },
  moved: streamDifferences,
  sameAim: (a, b) => a.stream === b.stream && a.guard === b.guard && JSON.stringify(a.rule) === JSON.stringify(b.rule),
};

function boundOf(aim: RuleBound, facts: StreamFacts, removes: Removable): Known<string | null> {
  if (removes.count >= facts.length) return known(null);
  if (removes.count === 0) return known(facts.firstId);
  if (aim.by === 'id') return known(aim.id);
  return unknown('it is found while trimming');
}

/**
 * What the trim means for one group; `removed` = 0 with the guard, which takes nothing a group needs. A group's unread
 * entries are the newest there are, so what is lost of them follows.
 */
function effectOn(
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

function warningsOf(facts: StreamFacts, guarded: boolean, heldBy: string | null): readonly Sentence[] {
  const warnings: Sentence[] = [];
  if (!guarded && facts.groups.length > 0) {
    warnings.push(['What some group has not read or not acknowledged is removed, too, and cannot be brought back.']);
  } else if (heldBy !== null) {
    warnings.push([{ name: heldBy }, ' needs what comes behind, so less goes than the rule would remove.']);
  }
  warnings.push(['Readers that use no group are not seen by Redis: what they have not read yet is removed, too.']);
  return warnings;
}

function refusalOf(aim: RuleBound, facts: StreamFacts, count: number, heldBy: string | null): Sentence | null {
  if (aim.by === 'nothing') return [aim.because];
  if (facts.length === 0) return ['The stream is empty: there is nothing to remove.'];
  if (count > 0) return null;
  if (heldBy === null) return ['The stream holds nothing that this rule would remove.'];
  return [{ name: heldBy }, ' still needs the oldest entry, so nothing can be removed.'];
}

function commandOf(input: InputOf<'trim'>, facts: StreamFacts, held: string | null, aim: RuleBound): string {
  const key = cliName(input.stream);
  if (held !== null) return `XTRIM ${key} MINID = ${held}`;
  if (aim.by === 'count') return `XTRIM ${key} MAXLEN = ${facts.length - aim.removes}`;
  if (aim.by === 'id' && aim.id !== null) return `XTRIM ${key} MINID = ${aim.id}`;
  // By id, so that what comes meanwhile stays.
  return `XTRIM ${key} MINID = ${idAfter(facts.lastGeneratedId)}`;
}
