import { cliName } from '../names/cli-name.ts';
import { undoClaim } from '../undo/undo-claim.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { InputOf, Selection } from './action-input.ts';
import { choosePending, type Chosen, nothingMatches } from './choose-pending.ts';
import type { Freezer } from './freezer.ts';
import type { ConsumerFacts, StreamFacts } from './look.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import { entriesText, idsOnLine, onGroup } from './pending-lines.ts';
import type { Draft } from './plan.ts';
import type { ClaimTarget } from './preview.ts';
import { basisOn, requireGroup, requireStream, streamDifferences } from './same-stream.ts';

const PLAIN_READ: Sentence = [
  'A plain read (>) does not return claimed entries: a consumer must read its own pending list (id 0) or use XAUTOCLAIM.',
];

/** Gives pending entries to other consumers of the group. */
export const claim: ActionDefinition<'claim'> = {
  kind: 'claim',
  title: 'Claim',
  past: 'claimed',
  risk: () => 1,
  role: 'operator',
  needs: ({ stream }) => [
    { commands: ['evalsha', 'eval', 'type', 'xinfo|stream', 'xrange', 'xpending', 'xclaim'], keys: [stream] },
    MARK_NEEDS,
  ],
  async draft(look, input, freezer) {
    const facts = await requireStream(look, input.stream);
    requireGroup(facts, input.group);
    const consumers = await look.consumers(input.stream, input.group);
    if (!consumers.known) {
      return nothing(facts, input, ['This group has more than 10,000 consumers, too many to choose among from here.']);
    }
    const named = new Set('consumer' in input.to ? [input.to.consumer] : input.to.spread);
    const chosen = await choosePending(
      look,
      facts,
      // What a target holds already would only look as if it had just been delivered.
      {
        group: input.group,
        selection: input.selection,
        payload: 'present',
        leaveOut: (entry) => named.has(entry.consumer),
      },
      freezer,
    );
    if (chosen.count === 0) return nothing(facts, input, whyNothing(chosen, input.selection));
    const sources = new Set(chosen.from.map(({ consumer }) => consumer));
    const names = named.size > 0 ? [...named] : liveBeside(sources, consumers.value, facts.at, freezer);
    if (names.length === 0) {
      return nothing(facts, input, [
        'No other consumer of this group made a call lately, so there is nobody to spread them over. Name the consumer that shall have them.',
      ]);
    }
    const targets = shareOut(names, chosen.count, consumers.value);
    return {
      ...whole(facts, input, chosen, targets),
      warnings: warningsOf(chosen, targets, consumers.value, facts.at, freezer),
    };
  },
  moved: streamDifferences,
  undo: undoClaim,
  sameAim: (a, b) =>
    a.stream === b.stream &&
    a.group === b.group &&
    JSON.stringify([a.selection, a.to, a.deliveries]) === JSON.stringify([b.selection, b.to, b.deliveries]),
};

function liveBeside(
  sources: ReadonlySet<string>,
  consumers: readonly ConsumerFacts[],
  at: number,
  { liveWithinMs }: Freezer,
): string[] {
  return consumers
    .filter(({ consumer, lastCallAt }) => !sources.has(consumer) && at - lastCallAt <= liveWithinMs)
    .map(({ consumer }) => consumer);
}

/** As even as it goes, in the order of the frozen set; who would get none is left out. */
function shareOut(names: readonly string[], count: number, consumers: readonly ConsumerFacts[]): ClaimTarget[] {
  const known = new Map(consumers.map((each) => [each.consumer, each]));
  const each = Math.floor(count / names.length);
  const more = count % names.length;
  return names
    .map((consumer, at): ClaimTarget => {
      const facts = known.get(consumer);
      return {
        consumer,
        gets: each + (at < more ? 1 : 0),
        pendingNow: facts?.pending ?? 0,
        lastCallAt: facts?.lastCallAt ?? null,
        isNew: facts === undefined,
      };
    })
    .filter(({ gets }) => gets > 0);
}

function whole(facts: StreamFacts, input: InputOf<'claim'>, chosen: Chosen, targets: readonly ClaimTarget[]): Draft {
  const { count, from, deliveries, newestDeliveryAt, otherPayload } = chosen;
  const [ids, rest] = idsOnLine(chosen.sample, count);
  const first = targets[0]?.consumer ?? '';
  const idle = Math.max(0, facts.at - newestDeliveryAt);
  const retry = input.deliveries === 'add-one' ? ` RETRYCOUNT ${(deliveries[0]?.[0] ?? 0) + 1}` : '';
  return {
    title: `Claim ${entriesText(count)}`,
    affects: { count, exact: true },
    groups: [
      {
        group: input.group,
        effect: 'none',
        entries: { count, exact: true },
        sentence: ['They stay pending, under another consumer. The position and what is unread stay as they are.'],
      },
    ],
    warnings: [PLAIN_READ],
    commands: [
      `XCLAIM ${onGroup(input.stream, input.group)} ${cliName(first)} ${idle} ${ids}${retry} JUSTID`,
      ...rest,
      ...(targets.length > 1 ? [`# spread over ${targets.length} consumers, one after the other`] : []),
    ],
    preview: { of: 'claim', from, to: targets, deliveries, payloadGone: otherPayload, newestDeliveryAt },
    basis: basisOn(facts),
    work: {
      do: 'claim',
      group: input.group,
      shares: targets.map(({ consumer, gets }) => ({ consumer, count: gets })),
      deliveries: input.deliveries,
      watch: input.watch,
    },
    refusal: null,
    typeName: null,
  };
}

function warningsOf(
  chosen: Chosen,
  targets: readonly ClaimTarget[],
  consumers: readonly ConsumerFacts[],
  at: number,
  { liveWithinMs }: Freezer,
): readonly Sentence[] {
  const held = new Set(chosen.from.map(({ consumer }) => consumer));
  const busy = consumers.find(({ consumer, lastCallAt }) => held.has(consumer) && at - lastCallAt <= liveWithinMs);
  const silent = targets.find(({ lastCallAt }) => lastCallAt === null || at - lastCallAt > liveWithinMs);
  const second: Sentence | undefined =
    busy !== undefined
      ? [{ name: busy.consumer }, ' still calls and may be working on them: they could be processed twice.']
      : silent !== undefined
        ? [{ name: silent.consumer }, silent.isNew ? ' is not a consumer of this group yet.' : ' made no call lately.']
        : chosen.otherPayload > 0
          ? [{ n: chosen.otherPayload }, ' without a payload are left out: a claim would drop them without a word.']
          : undefined;
  return second === undefined ? [PLAIN_READ] : [PLAIN_READ, second];
}

function whyNothing({ leftOut, otherPayload }: Chosen, selection: Selection): Sentence {
  if (leftOut > 0) return ['The consumer that shall have them holds all of them already.'];
  if (otherPayload > 0) {
    return ['All pending entries that match have lost their payload. They can be acknowledged, not claimed.'];
  }
  return nothingMatches(selection);
}

function nothing(facts: StreamFacts, input: InputOf<'claim'>, refusal: Sentence): Draft {
  return {
    title: 'Claim entries',
    affects: { count: 0, exact: true },
    groups: [{ group: input.group, effect: 'none', entries: null, sentence: ['Stays as it is.'] }],
    warnings: [],
    commands: [],
    preview: { of: 'claim', from: [], to: [], deliveries: [], payloadGone: 0, newestDeliveryAt: 0 },
    basis: basisOn(facts),
    work: null,
    refusal,
    typeName: null,
  };
}
