import type { ArchiveManifest } from '../archive/archives.ts';
import { readLines } from '../archive/read-lines.ts';
import { compareEntryIds, type EntryId } from '../entries/entry-id.ts';
import { ConsoleError } from '../errors/console-error.ts';
import { cliName } from '../names/cli-name.ts';
import { undoAdded } from '../undo/undo-entries.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { InputOf } from './action-input.ts';
import type { Freezer } from './freezer.ts';
import type { StreamFacts } from './look.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import { entriesText } from './pending-lines.ts';
import { readsNew } from './reads-new.ts';
import { basisOn, NO_STREAM, targetDifferences } from './same-stream.ts';

/** Adds what an archive holds to a stream. */
export const restore: ActionDefinition<'restore'> = {
  kind: 'restore',
  title: 'Restore',
  past: 'restored',
  risk: () => 1,
  role: 'operator',
  needs: ({ stream }) => [
    { commands: ['evalsha', 'eval', 'type', 'xinfo|stream', 'xadd'], keys: [stream] },
    MARK_NEEDS,
  ],
  async draft(look, input, freezer) {
    const sealed = await freezer.archives?.find(input.archive);
    if (sealed === undefined)
      throw new ConsoleError('not-found', 'There is no such archive, or it was never finished.');
    const { manifest, sha256 } = sealed;
    const meant = await meantOf(manifest, input, freezer);
    const found = await look.stream(input.stream);
    const facts = typeof found === 'string' ? null : found;
    const refusal = refusalOf(input, found, meant);
    const affects = { count: meant.count, exact: true };
    return {
      title: `Restore ${entriesText(meant.count)}`,
      affects,
      groups: refusal === null ? (facts?.groups ?? []).map((group) => readsNew(group, affects)) : [],
      warnings: refusal === null ? warningsOf(input, manifest, facts) : [],
      commands: refusal === null ? [commandOf(input, meant.firstId)] : [],
      preview: {
        of: 'restore',
        archiveId: input.archive,
        from: manifest.stream,
        firstId: meant.firstId,
        lastId: meant.lastId,
        as: input.as,
        targetLength: facts?.length ?? null,
      },
      basis: facts === null ? NO_STREAM : { ...basisOn(facts), targetState: 'stream' },
      work:
        refusal === null
          ? {
              do: 'restore',
              archiveId: input.archive,
              sha256,
              create: input.create,
              ids: meant.ids,
              as: input.as,
              originField: input.originField,
            }
          : null,
      refusal,
      typeName: null,
    };
  },
  moved: targetDifferences,
  sameAim: (a, b) =>
    a.stream === b.stream &&
    a.archive === b.archive &&
    a.as === b.as &&
    JSON.stringify(a.ids) === JSON.stringify(b.ids),
  undo: undoAdded,
};

interface Meant {
  readonly count: number;
  readonly firstId: EntryId | null;
  readonly lastId: EntryId | null;
  /** Null = all. */
  readonly ids: readonly EntryId[] | null;
}

async function meantOf(manifest: ArchiveManifest, { ids }: InputOf<'restore'>, freezer: Freezer): Promise<Meant> {
  if (ids === undefined) {
    return { count: manifest.entries, firstId: manifest.firstId, lastId: manifest.lastId, ids: null };
  }
  const wanted = new Set<EntryId>(ids);
  const there: EntryId[] = [];
  for (const { number, firstId, lastId, entries } of manifest.parts) {
    if (freezer.signal.aborted) throw new ConsoleError('refused', 'Looking was stopped; nothing was changed.');
    if (firstId === null || lastId === null) continue;
    const within = (id: EntryId): boolean => compareEntryIds(id, firstId) >= 0 && compareEntryIds(id, lastId) <= 0;
    if (entries === 0 || !ids.some(within)) continue;
    const lines = await freezer.archives?.lines(manifest.archiveId, number);
    for (const { id } of readLines(lines ?? new Uint8Array())) if (wanted.has(id)) there.push(id);
  }
  return { count: there.length, firstId: there[0] ?? null, lastId: there.at(-1) ?? null, ids: there };
}

function refusalOf(
  { stream, create, as }: InputOf<'restore'>,
  found: StreamFacts | 'none' | 'not-a-stream',
  { count, firstId }: Meant,
): Sentence | null {
  const name = { name: stream };
  if (count === 0 || firstId === null) return ['The archive holds none of these entries.'];
  if (found === 'not-a-stream') return [name, ' holds something other than a stream. Choose another one.'];
  if (found === 'none') {
    return create ? null : ['There is no stream ', name, '. Allow it to be created, or choose another one.'];
  }
  if (as === 'new' || compareEntryIds(firstId, found.lastGeneratedId) > 0) return null;
  return [
    name,
    ' already had ',
    { name: found.lastGeneratedId },
    ', and Redis adds no entry with a lower ID. Restore into a new stream, or as new entries.',
  ];
}

function warningsOf(
  { stream, as, originField }: InputOf<'restore'>,
  manifest: ArchiveManifest,
  facts: StreamFacts | null,
): readonly Sentence[] {
  const warnings: Sentence[] = [];
  if (facts === null) warnings.push(['The stream ', { name: stream }, ' does not exist yet and is created.']);
  if (as === 'new') {
    const kept = originField === null ? '' : ' The old ID goes with each as a field.';
    warnings.push([`They get new IDs, so the time in an ID is the time of the restore.${kept}`]);
  }
  if (manifest.stream !== stream) warnings.push(['They came from ', { name: manifest.stream }, '.']);
  return warnings.slice(0, 2);
}

function commandOf({ archive, stream, as }: InputOf<'restore'>, firstId: EntryId | null): string {
  const id = as === 'keep' ? (firstId ?? '*') : '*';
  return `# of each line of ${archive}: XADD ${cliName(stream)} ${id} name value …`;
}
