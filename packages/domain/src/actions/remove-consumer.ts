import type { Known } from '../known/known.ts';
import { formatCount } from '../metrics/format-figures.ts';
import { cliName } from '../names/cli-name.ts';
import { undoRemoveConsumer } from '../undo/undo-consumers.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { InputOf } from './action-input.ts';
import { freezePending } from './freeze-pending.ts';
import type { Freezer } from './freezer.ts';
import type { ConsumerFacts, Look, StreamFacts } from './look.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import { entriesText, idsOnLine, onGroup } from './pending-lines.ts';
import type { Draft, Plan } from './plan.ts';
import type { ClaimTarget } from './preview.ts';
import { basisOn, requireGroup, requireStream, streamDifferences } from './same-stream.ts';
import type { SeenEntry } from './seen-entry.ts';

const REMOVING = ['evalsha', 'eval', 'type', 'xpending', 'xgroup|delconsumer'];
const SAMPLE = 20;
const LINES = 20;

/** Removes consumers; what they hold is moved to another one in the same atomic step. */
export const removeConsumer: ActionDefinition<'remove-consumer'> = {
  kind: 'remove-consumer',
  title: 'Remove consumer',
  past: 'removed',
  risk: () => 2,
  role: 'operator',
  needs: ({ stream, to }) => [
    {
      commands: to === undefined ? REMOVING : [...REMOVING, 'xinfo|stream', 'xrange', 'xclaim'],
      keys: [stream],
    },
    MARK_NEEDS,
  ],
  async draft(look, input, freezer) {
    const facts = await requireStream(look, input.stream);
    requireGroup(facts, input.group);
    const known = await look.consumers(input.stream, input.group);
    const names = [...new Set(input.consumers)];
    const stranger = known.known ? names.find((name) => find(known, name) === undefined) : undefined;
    if (stranger !== undefined) {
      return refused(facts, input, [{ name: stranger }, ' is not a consumer of this group any more.']);
    }
    if (input.to !== undefined && names.includes(input.to)) {
      return refused(facts, input, [{ name: input.to }, ' is to be removed itself. Choose another consumer.']);
    }
    const held = await freezeHeld(look, facts, input, names, freezer);
    const refusal = refusalOf(held, input.to);
    if (refusal !== null) return refused(facts, input, refusal, held);
    return whole({ facts, input, names, held, known, freezer });
  },
  moved: differencesOf,
  undo: undoRemoveConsumer,
  sameAim: (a, b) =>
    a.stream === b.stream &&
    a.group === b.group &&
    a.to === b.to &&
    JSON.stringify(a.consumers) === JSON.stringify(b.consumers),
};

interface Held {
  readonly count: number;
  /** Of them without a payload in the stream. */
  readonly gone: number;
  readonly by: readonly { readonly consumer: string; readonly count: number }[];
  readonly sample: readonly SeenEntry[];
}

async function freezeHeld(
  look: Look,
  facts: StreamFacts,
  input: InputOf<'remove-consumer'>,
  names: readonly string[],
  freezer: Freezer,
): Promise<Held> {
  const by: { consumer: string; count: number }[] = [];
  const sample: SeenEntry[] = [];
  let gone = 0;
  const noting: Freezer = {
    ...freezer,
    async freeze(entries) {
      const ids = entries.map(({ id }) => id);
      gone += (await look.missing(facts.stream, facts, ids)).size;
      sample.push(...entries.slice(0, SAMPLE - sample.length));
      await freezer.freeze(entries);
    },
  };
  for (const consumer of names) {
    const { count } = await freezePending(look, input, { consumer }, noting);
    by.push({ consumer, count });
  }
  return { count: by.reduce((sum, each) => sum + each.count, 0), gone, by, sample };
}

function refusalOf({ count, gone, by }: Held, to: string | undefined): Sentence | null {
  if (count === 0) return null;
  const holders = by.filter((each) => each.count > 0);
  const [first] = holders;
  if (first !== undefined && to === undefined) {
    const who: Sentence = holders.length === 1 ? [{ name: first.consumer }, ' holds '] : ['They hold '];
    return [
      ...who,
      { n: count, b: true },
      count === 1 ? ' pending entry' : ' pending entries',
      ', which would be lost with it. Choose who gets them.',
    ];
  }
  if (gone === 0) return null;
  return [
    { n: gone, b: true },
    gone === 1 ? ' of its pending entries has' : ' of its pending entries have',
    ' no payload any more, and Redis would drop such an entry instead of moving it. Acknowledge those first.',
  ];
}

interface Removal {
  readonly facts: StreamFacts;
  readonly input: InputOf<'remove-consumer'>;
  readonly names: readonly string[];
  readonly held: Held;
  readonly known: Known<readonly ConsumerFacts[]>;
  readonly freezer: Freezer;
}

function whole(removal: Removal): Draft {
  const { facts, input, names, held, known } = removal;
  const { count } = held;
  const { group, to = null } = input;
  const target = to === null || count === 0 ? null : targetOf(to, count, known);
  return {
    title: titleOf(names, count, target),
    affects: { count, exact: true },
    groups: [
      {
        group,
        effect: 'none',
        entries: { count, exact: true },
        sentence:
          count === 0
            ? ['Nothing is pending with them. Position and unread stay as they are.']
            : [
                'They stay pending, under another consumer, with the deliveries they have. Position and unread stay as they are.',
              ],
      },
    ],
    warnings: warningsOf(removal, target),
    commands: commandsOf(removal, target),
    preview: {
      of: 'remove-consumer',
      consumers: held.by.map(({ consumer, count: pending }) => ({
        consumer,
        pending,
        lastCallAt: find(known, consumer)?.lastCallAt ?? null,
      })),
      to: target,
      payloadGone: held.gone,
    },
    basis: basisOn(facts),
    work: { do: 'remove-consumer', group, consumers: names, receiver: target?.consumer ?? null, count },
    refusal: null,
    typeName: group,
  };
}

function titleOf(names: readonly string[], count: number, target: ClaimTarget | null): string {
  const who = names.length === 1 ? shown(names[0] ?? '') : `${formatCount(names.length, 'full')} consumers`;
  if (target !== null) return `Move ${entriesText(count)} to ${target.consumer} and remove ${who}`;
  return names.length === 1 ? `Remove consumer ${who}` : `Remove ${who}`;
}

function targetOf(consumer: string, gets: number, known: Known<readonly ConsumerFacts[]>): ClaimTarget {
  const facts = find(known, consumer);
  return {
    consumer,
    gets,
    pendingNow: facts?.pending ?? 0,
    lastCallAt: facts?.lastCallAt ?? null,
    isNew: known.known && facts === undefined,
  };
}

function warningsOf({ facts, names, held, known, freezer }: Removal, target: ClaimTarget | null): readonly Sentence[] {
  const warnings: Sentence[] = [];
  const lately = names
    .flatMap((name) => find(known, name) ?? [])
    .filter(({ lastCallAt }) => facts.at - lastCallAt <= freezer.liveWithinMs);
  const [live] = lately;
  if (live !== undefined) {
    warnings.push([
      { name: live.consumer },
      ' made a call ',
      { age: live.lastCallAt },
      ' ago. If it runs on, it is there again with its next read',
      held.count > 0 ? ', and what it works on is handled twice.' : '.',
    ]);
  }
  if (target?.isNew === true) warnings.push([{ name: target.consumer }, ' is not a consumer of this group yet.']);
  if (target !== null) {
    warnings.push([
      'A plain read (>) does not return moved entries: ',
      { name: target.consumer },
      ' must read its own pending list (id 0).',
    ]);
  }
  return warnings.slice(0, 2);
}

function commandsOf({ input, names, held }: Removal, target: ClaimTarget | null): readonly string[] {
  const on = onGroup(input.stream, input.group);
  const [ids, rest] = idsOnLine(held.sample, held.count);
  const move = target === null ? [] : [`XCLAIM ${on} ${cliName(target.consumer)} 0 ${ids} JUSTID`, ...rest];
  const lines = names.slice(0, LINES).map((name) => `XGROUP DELCONSUMER ${on} ${cliName(name)}`);
  const more = names.length > LINES ? [`# and ${names.length - LINES} more`] : [];
  return [...move, ...lines, ...more];
}

function find(known: Known<readonly ConsumerFacts[]>, name: string): ConsumerFacts | undefined {
  return known.known ? known.value.find(({ consumer }) => consumer === name) : undefined;
}

function shown(name: string): string {
  return name === '' ? '(empty name)' : name;
}

async function differencesOf(look: Look, plan: Plan): Promise<readonly string[]> {
  const differences = await streamDifferences(look, plan);
  const { work, preview } = plan;
  if (differences.length > 0 || work?.do !== 'remove-consumer' || preview.of !== 'remove-consumer') return differences;
  const known = await look.consumers(plan.stream, work.group);
  if (!known.known) return [];
  return preview.consumers.flatMap(({ consumer, pending }) => {
    const now = find(known, consumer);
    if (now === undefined) return [`${shown(consumer)} is not a consumer any more.`];
    return now.pending === pending
      ? []
      : [`${shown(consumer)} holds ${formatCount(now.pending, 'full')} pending, not ${formatCount(pending, 'full')}.`];
  });
}

function refused(facts: StreamFacts, input: InputOf<'remove-consumer'>, refusal: Sentence, held?: Held): Draft {
  return {
    title: input.consumers.length === 1 ? 'Remove consumer' : 'Remove consumers',
    affects: { count: held?.count ?? 0, exact: true },
    groups: [],
    warnings: [],
    commands: [],
    preview: {
      of: 'remove-consumer',
      consumers: held?.by.map(({ consumer, count }) => ({ consumer, pending: count, lastCallAt: null })) ?? [],
      to: null,
      payloadGone: held?.gone ?? 0,
    },
    basis: basisOn(facts),
    work: null,
    refusal,
    typeName: input.group,
  };
}
