import { ZERO_ID, type EntryId } from '../entries/entry-id.ts';
import { idAfter, idBefore } from '../entries/id-beside.ts';
import { known, mapKnown, unknown } from '../known/known.ts';
import type { Known } from '../known/known.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import { undoArchived } from '../undo/undo-archived.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { InputOf } from './action-input.ts';
import type { StreamFacts } from './look.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import { entriesText } from './pending-lines.ts';
import { basisOn, requireStream, seenStream, streamDifferences } from './same-stream.ts';
import {
  countBefore,
  countUnread,
  guardBound,
  ruleBound,
  stepRule,
  type Removable,
  type RuleBound,
} from './trim-bound.ts';
import { effectOn, warningsOf } from './trim-effects.ts';
import { ignoredGroups, without } from './trim-ignored.ts';
import type { Work } from './work.ts';

/** A trim can only take what was counted: the next one takes the rest. */
const MOST_COUNTED = 50_000_000;

const COMMANDS = ['evalsha', 'eval', 'type', 'xlen', 'xinfo|stream', 'xinfo|groups', 'xpending', 'xrange', 'xtrim'];

/** Removes the oldest entries of a stream. */
export const trim: ActionDefinition<'trim'> = {
  kind: 'trim',
  title: 'Trim',
  past: 'removed',
  risk: ({ guard }) => (guard ? 2 : 3),
  role: 'maintainer',
  needs: ({ stream, ignoreUnseenMs }) => [
    {
      commands: ignoreUnseenMs === undefined ? COMMANDS : [...COMMANDS, 'xinfo|consumers'],
      keys: [stream],
    },
    MARK_NEEDS,
  ],
  async draft(look, input, freezer) {
    const facts = await requireStream(look, input.stream);
    const guarded = input.guard || input.rule.keep === 'needed';
    const walk = { signal: freezer.signal, atMost: MOST_COUNTED, progress: (n: number) => freezer.progress(n) };
    const aim = ruleBound(input.rule, facts);
    const ignored = guarded ? await ignoredGroups(look, facts, input.ignoreUnseenMs) : [];
    const guards = guarded ? without(facts.groups, ignored) : [];
    const free = guardBound(guards);
    const byRule = await removedBy(aim);
    const byGuard = guarded ? await countBefore(look, facts, free.id, walk) : { count: facts.length, exact: true };
    const held = byGuard.count < byRule.count || (input.rule.keep === 'needed' && byGuard.count < facts.length);
    const whole = byGuard.count < byRule.count ? byGuard : byRule;
    const count = Math.min(whole.count, input.atMost ?? Infinity);
    const limited = count < whole.count;
    const about = input.precision === 'about';
    const archives = input.archive === true;
    const refusal = refusalOf(aim, facts, count, held ? free.group : null);
    const atRisk = guarded
      ? facts.groups.filter(({ group }) => !guards.some((each) => each.group === group))
      : facts.groups;
    const counted = await countUnread(look, facts, atRisk, walk);
    const groups = facts.groups.map((group) => counted.find((each) => each.group === group.group) ?? group);
    const bound = limited ? unknown('it is found while trimming') : held ? known(free.id) : boundOf(aim, facts, byRule);
    return {
      title: `Trim ${entriesText(count)}`,
      affects: { count, exact: whole.exact && !(about && count > 0) },
      groups: groups.map((group) => {
        const waitedFor = ignored.every((each) => each.group !== group.group);
        const holds = held && !limited && group.group === free.group;
        return effectOn(group, facts, guarded && waitedFor ? 0 : count, bound, holds);
      }),
      warnings:
        count === 0
          ? []
          : warningsOf(facts, guarded, held && input.rule.keep !== 'needed' ? free.group : null, ignored, archives),
      commands: count === 0 ? [] : [commandOf(input, facts, held ? free.id : null, aim, limited ? count : null)],
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
        ...(count === 0 && aim.by !== 'nothing' && !held ? { met: true } : {}),
        ...(limited ? { withoutLimit: whole.count } : {}),
        ...(ignored.length > 0 ? { ignored } : {}),
      },
      basis: basisOn(facts),
      work: refusal === null ? workOf() : null,
      refusal,
      typeName: input.stream,
    };

    function workOf(): Work {
      const unseenMs = input.ignoreUnseenMs ?? 0;
      return {
        do: 'trim',
        rule: stepRule(input.rule, facts),
        guard: guarded,
        atMost: count,
        ...(about ? { about } : {}),
        ...(archives ? { archive: { until: archiveUntil(held ? free.id : null, aim, facts) } } : {}),
        ...(ignored.length > 0 ? { ignore: { groups: ignored.map(({ group }) => group), unseenMs } } : {}),
        seen: seenStream(facts),
      };
    }

    function removedBy(bound: RuleBound): Promise<Removable> {
      if (bound.by === 'id') return countBefore(look, facts, bound.id, walk);
      return Promise.resolve({ count: bound.by === 'count' ? bound.removes : 0, exact: true });
    }
  },
  moved: streamDifferences,
  undo: undoArchived,
  sameAim: (a, b) => a.stream === b.stream && a.guard === b.guard && JSON.stringify(a.rule) === JSON.stringify(b.rule),
};

/** The last entry that can go is settled when the plan is made, so that the archive has an end. */
function archiveUntil(held: EntryId | null, aim: RuleBound, facts: StreamFacts): EntryId {
  const bound = held ?? (aim.by === 'id' ? aim.id : null);
  if (bound === null) return facts.lastId ?? facts.lastGeneratedId;
  return idBefore(bound) ?? ZERO_ID;
}

function boundOf(aim: RuleBound, facts: StreamFacts, removes: Removable): Known<string | null> {
  if (removes.count >= facts.length) return known(null);
  if (removes.count === 0) return known(facts.firstId);
  if (aim.by === 'id') return known(aim.id);
  return unknown('it is found while trimming');
}

function refusalOf(aim: RuleBound, facts: StreamFacts, count: number, heldBy: string | null): Sentence | null {
  if (aim.by === 'nothing') return [aim.because];
  if (facts.length === 0) return ['The stream is empty: there is nothing to remove.'];
  if (count > 0) return null;
  if (heldBy === null) return ['The stream holds nothing that this rule would remove.'];
  return [{ name: heldBy }, ' still needs the oldest entry, so nothing can be removed.'];
}

function commandOf(
  input: InputOf<'trim'>,
  facts: StreamFacts,
  held: string | null,
  aim: RuleBound,
  atMost: number | null,
): string {
  const key = cliName(input.stream);
  const how = input.precision === 'about' ? '~' : '=';
  // A number of entries from the front is said as the length that is left.
  if (atMost !== null) return `XTRIM ${key} MAXLEN ${how} ${facts.length - atMost}`;
  if (held !== null) return `XTRIM ${key} MINID ${how} ${held}`;
  if (aim.by === 'count') return `XTRIM ${key} MAXLEN ${how} ${facts.length - aim.removes}`;
  if (aim.by === 'id' && aim.id !== null) return `XTRIM ${key} MINID ${how} ${aim.id}`;
  // By id, so that what comes meanwhile stays.
  return `XTRIM ${key} MINID ${how} ${idAfter(facts.lastGeneratedId)}`;
}
