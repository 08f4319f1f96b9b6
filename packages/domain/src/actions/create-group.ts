import type { Sentence } from '../wire/sentence.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { InputOf } from './action-input.ts';
import { placeOn } from './group-place.ts';
import { extentParts, groupCommand, readUpTo, unreadFrom, type Extent } from './group-position.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import type { StreamFacts } from './look.ts';
import type { Draft } from './plan.ts';
import { undoCreateGroup } from '../undo/undo-new-group.ts';
import { basisOn, requireStream, streamDifferences } from './same-stream.ts';

/** Makes a group that reads from a place on. It is made beside entries that are there, never with a stream of its own. */
export const createGroup: ActionDefinition<'create-group'> = {
  kind: 'create-group',
  title: 'Create group',
  past: 'created',
  risk: () => 1,
  role: 'operator',
  needs: ({ stream }) => [
    { commands: ['evalsha', 'eval', 'type', 'xinfo|stream', 'xinfo|groups', 'xgroup|create'], keys: [stream] },
    MARK_NEEDS,
  ],
  async draft(look, input, freezer) {
    const facts = await requireStream(look, input.stream);
    const { group } = input;
    if (facts.groups.some((each) => each.group === group)) {
      return refused(facts, input, ['There is a group ', { name: group }, ' already. Choose another name.']);
    }
    const found = placeOn(facts, input.start);
    if ('refusal' in found) return refused(facts, input, found.refusal);
    const { position } = found;
    const unread = await unreadFrom(look, facts, position, freezer);
    const entriesRead = readUpTo(facts, unread);
    return {
      title: titleOf(input),
      affects: unread,
      groups: [{ group, effect: 'reads-new', entries: unread, sentence: effectOf(group, unread) }],
      warnings: [['From now on this group counts as one that still needs entries: guarded trims wait for it.']],
      commands: [groupCommand('CREATE', input, position, entriesRead)],
      preview: { of: 'create-group', position, unread },
      basis: basisOn(facts),
      work: { do: 'create-group', group, position, entriesRead },
      refusal: null,
      typeName: null,
    };
  },
  async moved(look, plan) {
    const differences = await streamDifferences(look, plan);
    if (differences.length > 0) return differences;
    const { groups } = await requireStream(look, plan.stream);
    return groups.some(({ group }) => group === plan.group) ? ['A group of that name exists now.'] : [];
  },
  undo: undoCreateGroup,
  sameAim: (a, b) => a.stream === b.stream && a.group === b.group,
};

function titleOf({ group }: InputOf<'create-group'>): string {
  return `Create group ${group === '' ? '(empty name)' : group}`;
}

function effectOf(group: string, unread: Extent): Sentence {
  if (unread.count === 0) return [{ name: group }, ' reads what comes from now on; other groups do not notice.'];
  return [{ name: group }, ' begins with ', ...extentParts(unread), ' unread; other groups do not notice.'];
}

function refused(facts: StreamFacts, input: InputOf<'create-group'>, refusal: Sentence): Draft {
  return {
    title: titleOf(input),
    affects: { count: 0, exact: true },
    groups: [],
    warnings: [],
    commands: [],
    preview: { of: 'create-group', position: '', unread: { count: 0, exact: true } },
    basis: basisOn(facts),
    work: null,
    refusal,
    typeName: null,
  };
}
