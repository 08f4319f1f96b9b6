import { MAX_ID, type EntryId } from '../entries/entry-id.ts';
import { known } from '../known/known.ts';
import { formatCount } from '../metrics/format-figures.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { InputOf } from './action-input.ts';
import { chooseLetters, type LettersOf } from './choose-letters.ts';
import type { Freezer } from './freezer.ts';
import type { Look, StreamFacts } from './look.ts';
import { entriesText } from './pending-lines.ts';
import type { Draft, GroupEffect } from './plan.ts';
import type { RedrivePreview } from './preview.ts';
import { basisOn, requireStream } from './same-stream.ts';

// Each target is looked at, has a mark of its own and a part of the result page.
const MOST_TARGETS = 50;

interface Bound extends LettersOf {
  /** Null = it is created. */
  readonly facts: StreamFacts | null;
}

/** Finds the dead letters that are meant, where each goes, and who will read it there. */
export async function draftRedrive(look: Look, input: InputOf<'redrive'>, freezer: Freezer): Promise<Draft> {
  const facts = await requireStream(look, input.stream);
  const letters = await chooseLetters(look, facts, input, freezer);
  const going: Bound[] = [];
  const originGone: { stream: string; count: number }[] = [];
  for (const part of letters.targets.slice(0, MOST_TARGETS)) {
    const found = await look.stream(part.stream);
    const isThere = typeof found !== 'string' && found.lastGeneratedId !== MAX_ID;
    if (isThere || (found === 'none' && input.to?.create === true)) {
      going.push({ ...part, facts: typeof found === 'string' ? null : found });
    } else originGone.push({ stream: part.stream, count: part.ids.length });
  }
  for (const { stream, ids } of letters.targets.slice(MOST_TARGETS)) originGone.push({ stream, count: ids.length });
  const count = going.reduce((sum, { ids }) => sum + ids.length, 0);
  for (const { ids } of going) await freezer.freeze(ids.map(unseen));
  const { noOrigin, looked, complete } = letters;
  const refusal = count > 0 ? null : refusalOf(input, letters.targets.length, noOrigin);
  return {
    title: titleOf(going, count),
    affects: { count, exact: true },
    groups: going.flatMap(({ stream, facts: target, ids }) => effectsOf(stream, target, ids.length)),
    warnings: warningsOf(going, noOrigin, originGone),
    commands: commandsOf(input.stream, going),
    preview: {
      of: 'redrive',
      parts: going.map((part) => previewOf(look, input.stream, part)),
      noOrigin,
      originGone,
      looked,
      complete,
    },
    basis: basisOn(facts),
    work:
      refusal === null
        ? {
            do: 'redrive',
            parts: going.map(({ stream, ids, facts: target }) => ({
              to: stream,
              create: target === null,
              count: ids.length,
              readers: target?.groups.map(({ group }) => group) ?? [],
            })),
          }
        : null,
    refusal,
    typeName: null,
  };
}

/** Of a dead letter only the id is held against what is there. */
function unseen(id: EntryId) {
  return { id, consumer: '', deliveries: 0, deliveredAt: 0 };
}

function titleOf(going: readonly Bound[], count: number): string {
  const [only] = going;
  if (going.length > 1) return `Send ${entriesText(count)} back to ${formatCount(going.length, 'full')} streams`;
  return only === undefined ? 'Send entries back' : `Send ${entriesText(count)} back to ${only.stream}`;
}

function refusalOf(input: InputOf<'redrive'>, targets: number, noOrigin: number): Sentence {
  if (targets > 0 && input.to !== undefined) {
    return [
      'There is no stream ',
      { name: input.to.stream },
      ' to send them to. Allow it to be created, or choose another.',
    ];
  }
  if (targets > 0) return ['The streams they came from are not there any more. Choose the stream they shall go to.'];
  if (noOrigin > 0) return ['Nothing tells where these entries came from. Choose the stream they shall go to.'];
  return ['No dead letter matches. They may have been sent back or removed meanwhile.'];
}

function effectsOf(stream: string, target: StreamFacts | null, count: number): readonly GroupEffect[] {
  return (target?.groups ?? []).map(({ group }) => ({
    group,
    effect: 'reads-new',
    entries: { count, exact: true },
    sentence: [
      { name: group },
      ' on ',
      { name: stream },
      ' gets ',
      { n: count },
      count === 1 ? ' entry.' : ' entries.',
    ],
  }));
}

function warningsOf(
  going: readonly Bound[],
  noOrigin: number,
  gone: readonly { readonly stream: string; readonly count: number }[],
): readonly Sentence[] {
  const warnings: Sentence[] = [];
  const twice = going.find(({ facts, failedIn }) => othersOf(facts, failedIn).length > 0);
  if (twice !== undefined) {
    const others = othersOf(twice.facts, twice.failedIn);
    const more = others.length - 1;
    warnings.push([
      { name: others[0] ?? '' },
      more === 0 ? ' of ' : more === 1 ? ' and one more group of ' : ` and ${more} more groups of `,
      { name: twice.stream },
      more === 0 ? ' gets' : ' get',
      ' them a second time, if they had them before.',
    ]);
  }
  const left = noOrigin + gone.reduce((sum, { count }) => sum + count, 0);
  if (left > 0 && going.length > 0) {
    warnings.push([
      { n: left },
      left === 1 ? ' stays' : ' stay',
      ' here: nothing tells where to, or that stream is gone.',
    ]);
  }
  return warnings;
}

/** Groups that read the stream and are not those the entries failed in. */
function othersOf(facts: StreamFacts | null, failedIn: readonly string[]): readonly string[] {
  return facts?.groups.map(({ group }) => group).filter((group) => !failedIn.includes(group)) ?? [];
}

function previewOf(look: Look, stream: string, { stream: to, ids, failedIn, facts }: Bound): RedrivePreview {
  return {
    to,
    count: ids.length,
    firstId: ids[0] ?? '',
    lastId: ids.at(-1) ?? '',
    targetLength: facts?.length ?? null,
    failedIn: failedIn.slice(0, 5),
    groups:
      facts?.groups.map(({ group, unread }) => ({
        group,
        unread: unread.known ? known(unread.value.count) : unread,
      })) ?? [],
    oneStep: look.sameSlot(stream, to),
  };
}

/** One entry by hand. What Weir added to it is left to whoever types this. */
function commandsOf(stream: string, going: readonly Bound[]): readonly string[] {
  const lines = going.slice(0, 3).map(({ stream: to, ids, facts }) => {
    const create = facts === null ? '' : `'NOMKSTREAM',`;
    const script =
      `local e=redis.call('XRANGE',KEYS[1],ARGV[1],ARGV[1])[1] if not e then return 0 end ` +
      `redis.call('XADD',KEYS[2],${create}'*',unpack(e[2])) return redis.call('XDEL',KEYS[1],ARGV[1])`;
    return `EVAL "${script}" 2 ${cliName(stream)} ${cliName(to)} ${ids[0] ?? ''}`;
  });
  const count = going.reduce((sum, { ids }) => sum + ids.length, 0);
  return count > lines.length ? [...lines, `# again with each of ${entriesText(count - lines.length)} more`] : lines;
}
