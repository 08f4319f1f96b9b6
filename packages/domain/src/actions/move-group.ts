import { compareEntryIds, ZERO_ID, type EntryId } from '../entries/entry-id.ts';
import { idBefore } from '../entries/id-beside.ts';
import { undoMoveGroup } from '../undo/undo-position.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { InputOf, MoveAim } from './action-input.ts';
import type { Freezer } from './freezer.ts';
import { placeOn, type FoundPlace } from './group-place.ts';
import {
  extentOf,
  extentParts,
  extentWords,
  groupCommand,
  readUpTo,
  unreadFrom,
  walkFor,
  type Extent,
} from './group-position.ts';
import type { GroupFacts, Look, StreamFacts } from './look.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import type { Draft, Plan } from './plan.ts';
import { basisOn, requireGroup, requireStream, streamDifferences } from './same-stream.ts';

/** Sets where a group goes on reading: back it reads again, forward it skips. */
export const moveGroup: ActionDefinition<'move-group'> = {
  kind: 'move-group',
  title: 'Move position',
  past: 'moved',
  risk: ({ to }) => (certainlyForward(to) ? 2 : 3),
  role: 'operator',
  needs: ({ stream }) => [
    { commands: ['evalsha', 'eval', 'type', 'xinfo|stream', 'xinfo|groups', 'xgroup|setid'], keys: [stream] },
    MARK_NEEDS,
  ],
  async draft(look, input, freezer) {
    const facts = await requireStream(look, input.stream);
    const group = requireGroup(facts, input.group);
    const found = await aimOn(look, facts, group, input.to, freezer);
    if ('refusal' in found) return refused(facts, group, input, found.refusal);
    const { position } = found;
    const way = compareEntryIds(position, group.position);
    if (way === 0) {
      return refused(facts, group, input, [{ name: input.group }, ' stands there already: nothing would change.']);
    }
    const between = way < 0 ? { after: position, until: group.position } : { after: group.position, until: position };
    const affects = extentOf(await look.count(input.stream, between, walkFor(freezer)));
    const unread = await unreadFrom(look, facts, position, freezer);
    return whole({ facts, group, input, position, back: way < 0, affects, unread });
  },
  moved: differencesOf,
  undo: undoMoveGroup,
  sameAim: (a, b) => a.stream === b.stream && a.group === b.group && JSON.stringify(a.to) === JSON.stringify(b.to),
};

function certainlyForward(to: MoveAim): boolean {
  return ('at' in to && to.at === 'latest') || ('by' in to && to.by > 0);
}

async function aimOn(
  look: Look,
  facts: StreamFacts,
  group: GroupFacts,
  to: MoveAim,
  freezer: Freezer,
): Promise<FoundPlace> {
  if ('like' in to) {
    const other = facts.groups.find((each) => each.group === to.like);
    if (other !== undefined) return { position: other.position };
    return { refusal: ['There is no group ', { name: to.like }, ' on this stream.'] };
  }
  if (!('by' in to)) return placeOn(facts, to);
  if (to.by > 0) {
    const ahead = { after: group.position, until: facts.lastGeneratedId };
    const { reached } = await look.count(facts.stream, ahead, walkFor(freezer, to.by));
    return reached === null
      ? { refusal: [{ name: group.group }, ' has nothing unread, so there is nothing to skip.'] }
      : { position: reached };
  }
  const behind = { after: ZERO_ID, until: group.position };
  const { reached } = await look.countBack(facts.stream, behind, walkFor(freezer, -to.by));
  return reached === null
    ? { refusal: ['No entry is left in front of where ', { name: group.group }, ' stands, so it cannot go back.'] }
    : { position: idBefore(reached) ?? ZERO_ID };
}

interface Move {
  readonly facts: StreamFacts;
  readonly group: GroupFacts;
  readonly input: InputOf<'move-group'>;
  readonly position: EntryId;
  readonly back: boolean;
  readonly affects: Extent;
  readonly unread: Extent;
}

function whole({ facts, group, input, position, back, affects, unread }: Move): Draft {
  const name = input.group;
  const entriesRead = readUpTo(facts, unread);
  const readBefore = group.entriesRead.known ? group.entriesRead.value : null;
  const verb = affects.count === 1 ? 'is' : 'are';
  const shown = name === '' ? '(empty name)' : name;
  return {
    title: back
      ? `Move ${shown} back: ${extentWords(affects)} ${verb} read again`
      : `Move ${shown} forward: ${extentWords(affects)} ${verb} skipped`,
    affects,
    groups: [
      {
        group: name,
        effect: back ? 'reads-again' : 'skips',
        entries: affects,
        sentence: [
          { name },
          back ? ' reads ' : ' skips ',
          ...extentParts(affects),
          back ? ' again that it was handed out before.' : ' that it was never handed out.',
        ],
      },
    ],
    warnings: warningsOf(group, back, affects),
    commands: [
      groupCommand('SETID', input, position, entriesRead),
      '# to undo',
      groupCommand('SETID', input, group.position, readBefore),
    ],
    preview: {
      of: 'move-group',
      way: back ? 'back' : 'forward',
      from: group.position,
      to: position,
      entriesRead: group.entriesRead,
      unreadAfter: unread,
      pending: group.pending,
    },
    basis: { ...basisOn(facts), groupPosition: group.position, groupEntriesRead: readBefore },
    work: { do: 'move-position', group: name, seen: group.position, position, entriesRead, mayReadOn: true },
    refusal: null,
    typeName: name,
  };
}

function warningsOf(group: GroupFacts, back: boolean, affects: Extent): readonly Sentence[] {
  const name = { name: group.group };
  const count: Sentence = [...(affects.exact ? [] : ['At least ']), { n: affects.count, b: true }];
  if (!back) {
    return [[...count, affects.count === 1 ? ' entry is' : ' entries are', ' never handed out by ', name, '.']];
  }
  const twice: Sentence = [
    ...count,
    affects.count === 1 ? ' entry is' : ' entries are',
    ' handled a second time unless ',
    name,
    ' checks for duplicates.',
  ];
  if (group.pending === 0) return [twice];
  return [
    twice,
    ['A pending entry that is read again goes to whoever reads it, and its deliveries begin at one again.'],
  ];
}

async function differencesOf(look: Look, plan: Plan): Promise<readonly string[]> {
  const differences = await streamDifferences(look, plan);
  const { work } = plan;
  if (differences.length > 0 || work?.do !== 'move-position') return differences;
  const group = requireGroup(await requireStream(look, plan.stream), work.group);
  if (compareEntryIds(group.position, work.seen) < 0) return [`The group was moved back to ${group.position}.`];
  const forward = compareEntryIds(work.position, work.seen) > 0;
  if (forward && compareEntryIds(work.position, group.position) <= 0) {
    return [`The group has read on to ${group.position}, so this would move it back.`];
  }
  return [];
}

function refused(facts: StreamFacts, group: GroupFacts, input: InputOf<'move-group'>, refusal: Sentence): Draft {
  return {
    title: 'Move position',
    affects: { count: 0, exact: true },
    groups: [],
    warnings: [],
    commands: [],
    preview: {
      of: 'move-group',
      way: 'back',
      from: group.position,
      to: group.position,
      entriesRead: group.entriesRead,
      unreadAfter: { count: 0, exact: false },
      pending: group.pending,
    },
    basis: basisOn(facts),
    work: null,
    refusal,
    typeName: input.group,
  };
}
