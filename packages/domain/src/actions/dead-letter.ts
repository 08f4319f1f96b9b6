import { deadLetterNameOf } from '../dead-letters/dead-letter-name.ts';
import { ORIGIN_FIELDS } from '../dead-letters/origin-fields.ts';
import { MAX_ID } from '../entries/entry-id.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { InputOf, Selection } from './action-input.ts';
import { choosePending, type Chosen, nothingMatches } from './choose-pending.ts';
import type { Look, StreamFacts } from './look.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import { entriesText } from './pending-lines.ts';
import type { Draft, Plan } from './plan.ts';
import { neverUndone } from '../undo/undo-rule.ts';
import { basisOn, requireGroup, requireStream, streamDifferences } from './same-stream.ts';

type DeadLetterInput = InputOf<'dead-letter'>;

interface Ground {
  readonly input: DeadLetterInput;
  readonly facts: StreamFacts;
  readonly to: string;
  readonly create: boolean;
  readonly target: StreamFacts | null;
  readonly oneStep: boolean;
}

/** Moves pending entries out of their group into a stream of failures, with where they came from. */
export const deadLetter: ActionDefinition<'dead-letter'> = {
  kind: 'dead-letter',
  title: 'Dead-letter',
  past: 'dead-lettered',
  risk: () => 2,
  role: 'operator',
  needs: ({ stream }, work) => [
    { commands: ['evalsha', 'eval', 'type', 'xpending', 'xrange', 'xack'], keys: [stream] },
    { commands: ['evalsha', 'eval', 'type', 'xadd'], keys: work?.do === 'dead-letter' ? [work.to] : [] },
    MARK_NEEDS,
  ],
  async draft(look, input, freezer) {
    const facts = await requireStream(look, input.stream);
    requireGroup(facts, input.group);
    const to = input.to?.stream ?? deadLetterNameOf(input.stream, (a, b) => look.sameSlot(a, b));
    const create = input.to?.create ?? true;
    const found = to === input.stream ? facts : await look.stream(to);
    const target = typeof found === 'string' ? null : found;
    const ground = { input, facts, to, create, target, oneStep: look.sameSlot(input.stream, to) };
    const refusal = refusalOf(found, ground);
    if (refusal !== null) return drafted(ground, null, refusal);
    const { group, selection } = input;
    const choosing = { group, selection, payload: 'present', leaveOut: () => false } as const;
    const chosen = await choosePending(look, facts, choosing, freezer);
    return drafted(ground, chosen, chosen.count === 0 ? whyNothing(chosen, selection) : null);
  },
  moved: deadLetterMoved,
  undo: neverUndone(
    'The entries are kept whole in the dead-letter stream. Redrive adds them to their stream again, as new entries.',
  ),
  sameAim: (a, b) =>
    a.stream === b.stream &&
    a.group === b.group &&
    JSON.stringify([a.selection, a.to]) === JSON.stringify([b.selection, b.to]),
};

async function deadLetterMoved(look: Look, plan: Plan): Promise<readonly string[]> {
  const differences = await streamDifferences(look, plan);
  if (differences.length > 0 || plan.work?.do !== 'dead-letter') return differences;
  const target = await look.stream(plan.work.to);
  if (target === 'not-a-stream') return ['The dead-letter stream holds something other than a stream now.'];
  return target === 'none' && !plan.work.create ? ['The dead-letter stream is not there any more.'] : [];
}

function refusalOf(found: StreamFacts | 'none' | 'not-a-stream', { input, to, create }: Ground): Sentence | null {
  const name = { name: to };
  if (to === input.stream) return ['The dead letters of a stream cannot go to the stream itself.'];
  if (found === 'not-a-stream') return [name, ' holds something other than a stream. Choose another one.'];
  if (found === 'none') {
    return create ? null : ['There is no stream ', name, '. Allow it to be created, or choose another one.'];
  }
  if (found.lastGeneratedId !== MAX_ID) return null;
  return [name, ' has reached the highest id there is, so nothing can be added to it. Choose another one.'];
}

function drafted(ground: Ground, chosen: Chosen | null, refusal: Sentence | null): Draft {
  const { input, facts, to, create, target, oneStep } = ground;
  const count = chosen?.count ?? 0;
  const { pending } = requireGroup(facts, input.group);
  return {
    title: `Dead-letter ${entriesText(count)}`,
    affects: { count, exact: true },
    groups: [
      {
        group: input.group,
        effect: count === 0 ? 'none' : 'loses-pending',
        entries: { count, exact: true },
        sentence: [
          { n: Math.max(0, pending - count) },
          ' of ',
          { n: pending },
          ' stay pending. The position and what is unread stay as they are.',
        ],
      },
    ],
    warnings: refusal === null && chosen !== null ? warningsOf(ground, chosen) : [],
    commands: refusal === null && chosen !== null ? commandsOf(ground, chosen) : [],
    preview: {
      of: 'dead-letter',
      from: chosen?.from ?? [],
      deliveries: chosen?.deliveries ?? [],
      payloadGone: chosen?.otherPayload ?? 0,
      oldestId: chosen?.firstId ?? null,
      newestId: chosen?.lastId ?? null,
      to,
      targetLength: target?.length ?? null,
      otherGroups: facts.groups.map(({ group }) => group).filter((group) => group !== input.group),
      oneStep,
      ...(chosen?.count === 0 ? { met: true as const } : {}),
    },
    basis: basisOn(facts),
    work:
      refusal === null
        ? { do: 'dead-letter', group: input.group, to, create, reason: input.reason ?? null, count }
        : null,
    refusal,
    typeName: input.group,
  };
}

function warningsOf({ to, target, oneStep }: Ground, { otherPayload }: Chosen): readonly Sentence[] {
  const warnings: Sentence[] = [];
  if (otherPayload > 0) {
    warnings.push([
      { n: otherPayload },
      otherPayload === 1 ? ' entry without a payload is' : ' entries without a payload are',
      ' left out: there is nothing of them to keep. They can be acknowledged.',
    ]);
  }
  if (!oneStep) {
    warnings.push([
      { name: to },
      ' lies in another slot of the cluster: each entry is added there first and then acknowledged here, one after the other.',
    ]);
  }
  if (target === null) warnings.push(['The stream ', { name: to }, ' does not exist yet and is created.']);
  return warnings.slice(0, 2);
}

function whyNothing({ otherPayload }: Chosen, selection: Selection): Sentence {
  if (otherPayload === 0) return nothingMatches(selection);
  return ['All pending entries that match have lost their payload. They can be acknowledged, not dead-lettered.'];
}

/** One entry by hand, in one step as Weir does it. */
function commandsOf({ input, to }: Ground, { sample, count }: Chosen): readonly string[] {
  const [first] = sample;
  if (first === undefined) return [];
  const [stream, id, group, consumer, deliveries] = ORIGIN_FIELDS;
  const script =
    `local e=redis.call('XRANGE',KEYS[1],ARGV[2],ARGV[2])[1] local p=redis.call('XPENDING',KEYS[1],ARGV[1],ARGV[2],ARGV[2],1)[1] ` +
    `if not e or not p then return 0 end local f=e[2] ` +
    `for _,w in ipairs({'${stream}',KEYS[1],'${id}',p[1],'${group}',ARGV[1],'${consumer}',p[2],'${deliveries}',p[4]}) do f[#f+1]=w end ` +
    `redis.call('XADD',KEYS[2],'*',unpack(f)) return redis.call('XACK',KEYS[1],ARGV[1],ARGV[2])`;
  const line = `EVAL "${script}" 2 ${cliName(input.stream)} ${cliName(to)} ${cliName(input.group)} ${first.id}`;
  return count > 1 ? [line, `# again with each of ${entriesText(count - 1)} more`] : [line];
}
