import { compareEntryIds } from '../entries/entry-id.ts';
import { formatCount } from '../metrics/format-figures.ts';
import { known, unknown } from '../known/known.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { GroupFacts } from './look.ts';
import type { Draft } from './plan.ts';
import type { Preview } from './preview.ts';
import { countRange, replayExtent, type ReplayExtent } from './replay-extent.ts';
import type { ReplayGround } from './replay-range.ts';
import { refusedReplay } from './replay-refusal.ts';
import { basisOn } from './same-stream.ts';

/** A replay by a group of its own: it reads everything from the start of the range on, and what comes after. */
export async function draftNewGroup(ground: ReplayGround, group: string): Promise<Draft> {
  const { input, facts, range } = ground;
  const unfit = rangeUnfit(ground);
  if (unfit !== null) return refusedReplay(input, unfit, facts);
  if (facts.groups.some((each) => each.group === group)) {
    return refusedReplay(input, ['There is a group ', { name: group }, ' already. Choose another name.'], facts);
  }
  const extent = await replayExtent(ground, null);
  const { affects } = extent;
  if (affects.count === 0 && affects.exact) return refusedReplay(input, ['No entry lies in this range.'], facts);
  const entriesRead = readUpTo(ground, affects);
  return {
    title: `Create group ${group} to read ${words(affects)}`,
    affects,
    groups: [
      {
        group,
        effect: 'reads-new',
        entries: affects,
        sentence: [{ name: group }, ' begins with ', ...amount(affects), ' unread; other groups do not notice.'],
      },
    ],
    warnings: [['From now on this group counts as one that still needs entries: guarded trims wait for it.']],
    commands: [
      `XGROUP CREATE ${cliName(input.stream)} ${cliName(group)} ${range.after}${entriesReadWords(entriesRead)}`,
    ],
    preview: previewOf(ground, 'new-group', extent),
    basis: basisOn(facts),
    work: { do: 'create-group', group, position: range.after, entriesRead },
    refusal: null,
    typeName: null,
  };
}

/** A replay by the group itself: its position moves to where the range begins. */
export async function draftPosition(ground: ReplayGround, name: string): Promise<Draft> {
  const { input, facts, range } = ground;
  const unfit = rangeUnfit(ground);
  if (unfit !== null) return refusedReplay(input, unfit, facts);
  const group = facts.groups.find((each) => each.group === name);
  if (group === undefined) return refusedReplay(input, ['There is no group ', { name }, ' on this stream.'], facts);
  const position = range.after;
  const way = compareEntryIds(position, group.position);
  if (way === 0) return refusedReplay(input, [{ name }, ' stands there already: nothing would change.'], facts);
  const back = way < 0;
  const between = back ? { after: position, until: group.position } : { after: group.position, until: position };
  const counted = await countRange(ground, between);
  const affects = { count: counted.entries, exact: counted.complete };
  const rest = await countRange(ground, { after: back ? group.position : position, until: range.until });
  const behind = {
    count: rest.entries + (back ? counted.entries : 0),
    exact: rest.complete && (!back || counted.complete),
  };
  const entriesRead = readUpTo(ground, behind);
  return {
    title: back
      ? `Move ${name} back: ${words(affects)} are read again`
      : `Move ${name} forward: ${words(affects)} are skipped`,
    affects,
    groups: [
      {
        group: name,
        effect: back ? 'reads-again' : 'skips',
        entries: affects,
        sentence: effectOf(name, back, affects),
      },
    ],
    warnings: pendingWarnings(group, back),
    commands: [`XGROUP SETID ${cliName(input.stream)} ${cliName(name)} ${position}${entriesReadWords(entriesRead)}`],
    preview: previewOf(ground, 'position', {
      affects,
      inRange: affects.exact ? known(affects.count) : unknown('there are too many to count'),
      bytes: unknown('nothing is copied'),
      histogram: [],
      sample: [],
    }),
    basis: {
      ...basisOn(facts),
      groupPosition: group.position,
      groupEntriesRead: group.entriesRead.known ? group.entriesRead.value : null,
    },
    work: { do: 'move-position', group: name, seen: group.position, position, entriesRead },
    refusal: null,
    typeName: name,
  };
}

/** A group reads everything behind its position: there is no end to give it, and nothing to leave out. */
function rangeUnfit({ input }: ReplayGround): Sentence | null {
  if (input.filter !== undefined) {
    return ['A group reads every entry, so a filter cannot be kept. Copy the matching entries to a stream instead.'];
  }
  if (input.to !== undefined) {
    return ['A group reads on to the end of the stream. Leave the end of the range out, or copy it to a stream.'];
  }
  return null;
}

function effectOf(name: string, back: boolean, affects: Draft['affects']): Sentence {
  const end = back ? ' again that it was handed out before.' : ' that it was never handed out.';
  return [{ name }, back ? ' reads ' : ' skips ', ...amount(affects), end];
}

function pendingWarnings({ pending }: GroupFacts, back: boolean): readonly Sentence[] {
  if (pending === 0) return [];
  const stay: Sentence = [
    { n: pending },
    pending === 1 ? ' pending entry stays' : ' pending entries stay',
    ' pending.',
  ];
  if (!back) return [stay];
  return [
    stay,
    ['A pending entry that is read again goes to whoever reads it, and its deliveries begin at one again.'],
  ];
}

/** How many were added up to the position, which keeps the server's own lag right; null where it is not certain. */
function readUpTo({ facts }: ReplayGround, behind: Draft['affects']): number | null {
  if (!behind.exact || !facts.entriesAdded.known) return null;
  const read = facts.entriesAdded.value - behind.count;
  return read >= 0 ? read : null;
}

function entriesReadWords(entriesRead: number | null): string {
  return entriesRead === null ? '' : ` ENTRIESREAD ${entriesRead}`;
}

function previewOf(
  { input, facts, range }: ReplayGround,
  target: 'new-group' | 'position',
  { inRange, bytes, histogram, sample }: ReplayExtent,
): Preview {
  return {
    of: 'replay',
    target,
    inRange,
    bytes,
    histogram,
    sample: sample.map(({ id, fields }) => ({ id, fields })),
    from: input.from ?? facts.firstId ?? range.after,
    until: range.until,
    targetLength: null,
  };
}

function words({ count, exact }: Draft['affects']): string {
  return `${exact ? '' : 'at least '}${formatCount(count, 'full')} ${count === 1 ? 'entry' : 'entries'}`;
}

function amount({ count, exact }: Draft['affects']): Sentence {
  return [exact ? '' : 'at least ', { n: count }, count === 1 ? ' entry' : ' entries'];
}
