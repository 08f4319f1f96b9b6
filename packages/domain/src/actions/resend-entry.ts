import { DEFAULT_RULES } from '../dead-letters/letter-rules.ts';
import { withoutOrigin } from '../dead-letters/origin-fields.ts';
import { readLetter } from '../dead-letters/read-letter.ts';
import { MAX_ID, ZERO_ID } from '../entries/entry-id.ts';
import type { Entry } from '../entries/entry.ts';
import { idBefore } from '../entries/id-beside.ts';
import { cliName } from '../names/cli-name.ts';
import { bytesFromReadable } from '../names/readable-name.ts';
import { neverUndone } from '../undo/undo-rule.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { InputOf, NewField } from './action-input.ts';
import { fieldSizes } from './field-sizes.ts';
import type { Freezer } from './freezer.ts';
import type { Look, StreamFacts } from './look.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import type { Draft, Plan } from './plan.ts';
import { basisOn, requireStream, streamDifferences } from './same-stream.ts';

type ResendInput = InputOf<'resend-entry'>;
type Pairs = readonly (readonly [name: string, value: string])[];

/** Which entry a resent one was made of. */
export const LINEAGE_FIELDS = ['weir-resend-stream', 'weir-resend-id'] as const;

/** Adds an entry that somebody made of another, mostly of one that failed. */
export const resendEntry: ActionDefinition<'resend-entry'> = {
  kind: 'resend-entry',
  title: 'Resend',
  past: 'resent',
  // What is removed is what was edited: the original is gone then.
  risk: ({ remove }) => (remove ? 2 : 1),
  role: 'operator',
  needs: ({ stream, remove }, work) => [
    { commands: ['evalsha', 'eval', 'type', 'xrange', ...(remove ? ['xdel'] : [])], keys: [stream] },
    { commands: ['evalsha', 'eval', 'type', 'xadd'], keys: work?.do === 'resend-entry' ? [work.to] : [] },
    MARK_NEEDS,
  ],
  draft,
  moved,
  undo: neverUndone('The new entry is in the stream like any other, and readers may have had it already.'),
  sameAim: (a, b) => a.connection === b.connection && a.stream === b.stream && a.entry === b.entry,
  recorded: recordedOf,
};

async function draft(look: Look, input: ResendInput, { letters = DEFAULT_RULES }: Freezer): Promise<Draft> {
  const facts = await requireStream(look, input.stream);
  const entry = await entryOf(look, input);
  const origin = entry === null ? null : readLetter(letters, input.stream, entry.fields).origin;
  const to = input.to?.stream ?? origin ?? input.stream;
  const found = to === input.stream ? facts : await look.stream(to);
  const target = typeof found === 'string' ? null : found;
  const create = input.to?.create ?? false;
  const fields = input.lineage ? withLineage(input) : input.fields;
  const before = entry === null ? [] : withoutOrigin(entry.fields);
  const refusal = refusalOf(look, { input, entry, before, to, found, create });
  return {
    title: `Resend ${input.entry} to ${to}`,
    affects: { count: 1, exact: true },
    groups: (target?.groups ?? []).map(({ group }) => ({
      group,
      effect: 'reads-new',
      entries: { count: 1, exact: true },
      sentence: [{ name: group }, ' reads it as a new entry.'],
    })),
    warnings: refusal === null ? warningsOf(input, to, target) : [],
    commands: refusal === null ? commandsOf(input, to, create, pairsOf(fields, before)) : [],
    preview: {
      of: 'resend-entry',
      to,
      targetLength: target?.length ?? null,
      before,
      cut: entry?.cut.filter(([index]) => index < before.length) ?? [],
      after: pairsOf(fields, before),
      kept: fields.flatMap((field, at) => ('keep' in field ? [at] : [])),
      removes: input.remove,
    },
    basis: basisOn(facts),
    work:
      refusal === null ? { do: 'resend-entry', to, create, entry: input.entry, fields, remove: input.remove } : null,
    refusal,
    typeName: input.remove ? input.stream : null,
  };
}

async function entryOf(look: Look, { stream, entry }: ResendInput): Promise<Entry | null> {
  for await (const { entries, unread } of look.entries(stream, { after: idBefore(entry) ?? ZERO_ID, until: entry })) {
    if (unread.length > 0) return { id: entry, fields: [], sizeBytes: 0, cut: [], incomplete: true };
    return entries.at(-1) ?? null;
  }
  return null;
}

/** The fields as they read. */
function pairsOf(fields: readonly NewField[], before: Pairs): Pairs {
  return fields.map((field) => ('keep' in field ? (before[field.keep] ?? ['', '']) : field));
}

function withLineage({ stream, entry, fields }: ResendInput): readonly NewField[] {
  const [from, id] = LINEAGE_FIELDS;
  // One that was sent again before says so already; what counts is what this one is made of.
  const own = fields.filter((field) => 'keep' in field || (field[0] !== from && field[0] !== id));
  return [...own, [from, stream], [id, entry]];
}

interface Aim {
  readonly input: ResendInput;
  readonly entry: Entry | null;
  readonly before: Pairs;
  readonly to: string;
  readonly found: StreamFacts | 'none' | 'not-a-stream';
  readonly create: boolean;
}

function refusalOf(look: Look, { input, entry, before, to, found, create }: Aim): Sentence | null {
  const name = { name: to };
  if (entry === null) return ['The entry ', { name: input.entry }, ' is not in the stream any more.'];
  if (entry.incomplete === true) {
    return [
      'The entry has more than can be shown, so not all of it could be edited here. Redrive sends it back as it is.',
    ];
  }
  const wrong = input.fields.some(
    (field) => !('keep' in field) && field.some((text) => bytesFromReadable(text) === undefined),
  );
  if (wrong) return ['A field is not written right: a backslash stands doubled or as \\xHH.'];
  const kept = input.fields.filter((field) => 'keep' in field);
  if (kept.some(({ keep }) => keep >= before.length)) return ['The entry has no field at one of the places to keep.'];
  if (found === 'not-a-stream') return [name, ' holds something other than a stream. Choose another target.'];
  if (found === 'none' && !create) {
    return ['There is no stream ', name, '. Allow it to be created, or choose another target.'];
  }
  if (found !== 'none' && found.lastGeneratedId === MAX_ID) {
    return [name, ' has reached the highest id there is, so nothing can be added to it. Choose another target.'];
  }
  if ((input.remove || kept.length > 0) && !look.sameSlot(input.stream, to)) {
    return [
      name,
      ' lies in another slot of the cluster, where it cannot be done in one step. Write all fields out and do not remove the entry.',
    ];
  }
  return null;
}

function warningsOf({ stream, remove }: ResendInput, to: string, target: StreamFacts | null): readonly Sentence[] {
  const warnings: Sentence[] = [];
  if (target === null) warnings.push(['The stream ', { name: to }, ' does not exist yet and is created.']);
  else if (target.groups.length > 1) {
    warnings.push([
      { n: target.groups.length },
      ' groups of ',
      { name: to },
      ' read it, whichever of them it failed in.',
    ]);
  }
  if (remove) warnings.push(['The entry it is made of is removed from ', { name: stream }, ' and cannot be had back.']);
  return warnings.slice(0, 2);
}

const SHOWN_BYTES = 4_000;

function commandsOf({ stream, entry, remove }: ResendInput, to: string, create: boolean, fields: Pairs): string[] {
  const words = fields.flat().map(cliName).join(' ');
  const shown = words.length <= SHOWN_BYTES ? words : `${words.slice(0, SHOWN_BYTES)} # and the rest of the fields`;
  const line = `XADD ${cliName(to)} ${create ? '' : 'NOMKSTREAM '}* ${shown}`;
  return remove ? ['MULTI', line, `XDEL ${cliName(stream)} ${entry}`, 'EXEC'] : [line];
}

async function moved(look: Look, plan: Plan): Promise<readonly string[]> {
  const differences = await streamDifferences(look, plan);
  if (differences.length > 0 || plan.work?.do !== 'resend-entry') return differences;
  const target = await look.stream(plan.work.to);
  if (target === 'not-a-stream') return ['The target holds something other than a stream now.'];
  return target === 'none' && !plan.work.create ? ['The target stream is not there any more.'] : [];
}

function recordedOf({
  input,
  preview,
  commands,
}: Plan): ReturnType<NonNullable<ActionDefinition<'resend-entry'>['recorded']>> {
  if (input.kind !== 'resend-entry' || preview.of !== 'resend-entry') return { input, preview, commands };
  return {
    input: { ...input, fields: fieldSizes(input.fields) },
    preview: { ...preview, before: fieldSizes(preview.before), after: fieldSizes(preview.after) },
    commands: commands.map((line) => (line.startsWith('XADD') ? line.replace(/\* .*$/s, '* (fields)') : line)),
  };
}
