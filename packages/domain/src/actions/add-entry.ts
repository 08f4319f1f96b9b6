import { compareEntryIds } from '../entries/entry-id.ts';
import { ConsoleError } from '../errors/console-error.ts';
import { bytesFromReadable } from '../names/readable-name.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import { undoAdded } from '../undo/undo-entries.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { InputOf } from './action-input.ts';
import { fieldSizes } from './field-sizes.ts';
import type { StreamFacts } from './look.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import { readsNew } from './reads-new.ts';
import { basisOn, NO_STREAM, targetDifferences } from './same-stream.ts';

/** Adds an entry of one's own making behind the end of a stream. */
export const addEntry: ActionDefinition<'add-entry'> = {
  kind: 'add-entry',
  title: 'Add entry',
  past: 'added',
  risk: () => 1,
  role: 'operator',
  needs: ({ stream }) => [
    { commands: ['evalsha', 'eval', 'type', 'xinfo|stream', 'xadd'], keys: [stream] },
    MARK_NEEDS,
  ],
  async draft(look, input) {
    const bytes = bytesOf(input.fields);
    const found = await look.stream(input.stream);
    const facts = typeof found === 'string' ? null : found;
    const refusal = refusalOf(found, input);
    const one = { count: refusal === null ? 1 : 0, exact: true };
    const made: Sentence = ['The stream ', { name: input.stream }, ' does not exist yet and is created.'];
    return {
      title: 'Add 1 entry',
      affects: one,
      groups: refusal === null ? (facts?.groups ?? []).map((group) => readsNew(group, one)) : [],
      warnings: facts === null && refusal === null ? [made] : [],
      commands: [commandOf(input)],
      preview: { of: 'add-entry', length: facts?.length ?? null, lastId: facts?.lastGeneratedId ?? null, bytes },
      basis: facts === null ? NO_STREAM : { ...basisOn(facts), targetState: 'stream' },
      work:
        refusal === null ? { do: 'add-entry', create: input.create, id: input.id ?? null, fields: input.fields } : null,
      refusal,
      typeName: null,
    };
  },
  moved: targetDifferences,
  // A second entry like the first is nothing to wonder about.
  sameAim: () => false,
  undo: undoAdded,
  recorded({ input, preview, commands }) {
    if (input.kind !== 'add-entry') return { input, preview, commands };
    const { fields, ...rest } = input;
    return {
      input: { ...rest, fields: fieldSizes(fields) },
      preview,
      commands: [`${commandOf({ ...input, fields: [] })} (fields)`],
    };
  },
};

function refusalOf(found: StreamFacts | 'none' | 'not-a-stream', input: InputOf<'add-entry'>): Sentence | null {
  const name = { name: input.stream };
  if (found === 'not-a-stream') return [name, ' holds something other than a stream.'];
  if (found === 'none') return input.create ? null : ['There is no stream ', name, '. Allow it to be created.'];
  if (input.id === undefined || compareEntryIds(input.id, found.lastGeneratedId) > 0) return null;
  return ['An ID must be above ', { name: found.lastGeneratedId }, ', the highest this stream ever had.'];
}

function bytesOf(fields: InputOf<'add-entry'>['fields']): number {
  let bytes = 0;
  for (const text of fields.flat()) {
    const word = bytesFromReadable(text);
    if (word === undefined) {
      const sentence = 'A name or value is not written right: a backslash stands doubled or as \\xHH.';
      throw new ConsoleError('bad-input', sentence);
    }
    bytes += word.length;
  }
  return bytes;
}

function commandOf({ stream, create, id, fields }: InputOf<'add-entry'>): string {
  const words = [...(create ? [] : ['NOMKSTREAM']), id ?? '*'];
  return ['XADD', cliName(stream), ...words, ...fields.flat().map(cliName)].join(' ');
}
