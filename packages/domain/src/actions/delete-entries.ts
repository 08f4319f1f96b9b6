import { compareEntryIds, ZERO_ID, type EntryId } from '../entries/entry-id.ts';
import { idBefore } from '../entries/id-beside.ts';
import { ConsoleError } from '../errors/console-error.ts';
import { unknown } from '../known/known.ts';
import { cliName } from '../names/cli-name.ts';
import { undoArchived } from '../undo/undo-archived.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { ActionDefinition } from './action-definition.ts';
import type { InputOf } from './action-input.ts';
import type { Freezer } from './freezer.ts';
import { leftPending, leftWords } from './left-pending.ts';
import type { Look, StreamFacts } from './look.ts';
import { MARK_NEEDS } from './mark-needs.ts';
import { entriesText } from './pending-lines.ts';
import type { LeftPending } from './preview.ts';
import { basisOn, requireStream, seenStream, streamDifferences } from './same-stream.ts';
import type { Work } from './work.ts';

/** Of one plan: they are all held at once to see which are pending where. */
export const MOST_DELETED = 200_000;
const MOST_LOOKED_AT = 20_000_000;
/** Up to so many it counts as losing a little. */
const LITTLE = 100;
const SAMPLE = 20;

interface Chosen {
  readonly ids: readonly EntryId[];
  readonly looked: number;
  readonly complete: boolean;
  readonly gone: number;
  readonly tooLarge: number;
}

/** Removes single entries of a stream, archived first unless that is not wanted. */
export const deleteEntries: ActionDefinition<'delete-entries'> = {
  kind: 'delete-entries',
  title: 'Delete',
  past: 'deleted',
  risk: (_, work) => (work?.do === 'delete-entries' && work.count > LITTLE ? 3 : 2),
  role: 'maintainer',
  needs: ({ stream }) => [
    {
      commands: ['evalsha', 'eval', 'type', 'xinfo|stream', 'xinfo|groups', 'xpending', 'xrange', 'xdel'],
      keys: [stream],
    },
    MARK_NEEDS,
  ],
  async draft(look, input, freezer) {
    const facts = await requireStream(look, input.stream);
    const chosen = await choose(look, input, facts, freezer);
    const { ids, looked, complete, gone, tooLarge } = chosen;
    const groups = await leftPending(look, facts, ids, freezer.signal);
    for (let at = 0; at < ids.length; at += 20_000) {
      // Only the id is frozen: whoever holds an entry does not matter to its removal.
      const some = ids.slice(at, at + 20_000);
      await freezer.freeze(some.map((id) => ({ id, consumer: '', deliveries: 0, deliveredAt: 0 })));
    }
    const none = ids.length === 0;
    return {
      title: `Delete ${entriesText(ids.length)}`,
      affects: { count: ids.length, exact: true },
      groups: groups.map(effectOf),
      warnings: none ? [] : warningsOf(input, chosen, groups),
      commands: none ? [] : commandsOf(input.stream, ids),
      preview: {
        of: 'delete-entries',
        length: facts.length,
        firstId: ids[0] ?? null,
        lastId: ids.at(-1) ?? null,
        sample: ids.slice(0, SAMPLE),
        looked,
        complete,
        gone,
        tooLarge,
        groups,
        archive: input.archive,
      },
      basis: basisOn(facts),
      work: none ? null : workOf(),
      refusal: none ? refusalOf(input, chosen) : null,
      typeName: input.stream,
    };

    function workOf(): Work {
      const archive = input.archive ? ({ archive: true } as const) : {};
      return { do: 'delete-entries', count: ids.length, ...archive, seen: seenStream(facts) };
    }
  },
  moved: streamDifferences,
  sameAim: () => false,
  undo: undoArchived,
};

async function choose(
  look: Look,
  { stream, selection }: InputOf<'delete-entries'>,
  facts: StreamFacts,
  freezer: Freezer,
): Promise<Chosen> {
  if ('ids' in selection) {
    const wanted = [...new Set(selection.ids)].toSorted(compareEntryIds);
    // An id can be one that never was, so each is asked for.
    const unsure = { ...facts, maxDeletedId: unknown('not asked') };
    const missing = await look.missing(stream, unsure, wanted);
    const ids = wanted.filter((id) => !missing.has(id));
    return { ids, looked: wanted.length, complete: true, gone: wanted.length - ids.length, tooLarge: 0 };
  }
  const { filter, from, to } = selection.matching;
  const { lastId } = facts;
  if (lastId === null) return { ids: [], looked: 0, complete: true, gone: 0, tooLarge: 0 };
  const ids: EntryId[] = [];
  const range = {
    after: from === undefined ? ZERO_ID : (idBefore(from) ?? ZERO_ID),
    until: to === undefined || compareEntryIds(to, lastId) > 0 ? lastId : to,
  };
  const enough = { aborted: false };
  const signal = {
    get aborted() {
      return enough.aborted || freezer.signal.aborted;
    },
  };
  const walk = { signal, atMost: MOST_LOOKED_AT, progress: (looked: number) => freezer.progress(looked) };
  const found = await look.find(stream, range, filter, walk, (some) => {
    for (const id of some) if (ids.length < MOST_DELETED) ids.push(id);
    enough.aborted = ids.length === MOST_DELETED;
    return Promise.resolve();
  });
  if (freezer.signal.aborted) throw new ConsoleError('refused', 'Looking was stopped; nothing was changed.');
  return { ids, looked: found.entries, complete: found.complete, gone: 0, tooLarge: found.tooLarge.length };
}

function effectOf(left: LeftPending) {
  const { group, unread, pending } = left;
  const effect = pending.count > 0 ? 'loses-pending' : unread > 0 ? 'loses-unread' : 'none';
  const count = pending.count + unread;
  return {
    group,
    effect,
    entries: { count, exact: pending.exact },
    sentence: leftWords(left),
  } as const;
}

function warningsOf(
  input: InputOf<'delete-entries'>,
  { complete, ids, looked, tooLarge }: Chosen,
  groups: readonly LeftPending[],
): readonly Sentence[] {
  const warnings: Sentence[] = [];
  if (!complete) {
    const because = ids.length === MOST_DELETED ? 'One plan takes no more than that' : 'It was not searched to its end';
    warnings.push([`${because}: after `, { n: looked }, ' entries there may be more. Plan again for the rest.']);
  }
  if (tooLarge > 0)
    warnings.push([
      `${entriesText(tooLarge)} ${tooLarge === 1 ? 'is' : 'are'} too large to be searched and stay${tooLarge === 1 ? 's' : ''}.`,
    ]);
  if (!input.archive) warnings.push(['Nothing is archived: what is deleted cannot be brought back.']);
  const ghosts = groups.reduce((sum, { pending }) => sum + pending.count, 0);
  if (ghosts > 0) {
    warnings.push([{ n: ghosts }, ghosts === 1 ? ' stays' : ' stay', ' pending without a payload until acknowledged.']);
  }
  return warnings.slice(0, 2);
}

function refusalOf({ selection }: InputOf<'delete-entries'>, { looked, complete }: Chosen): Sentence {
  if ('ids' in selection) return ['None of these entries is in the stream any more.'];
  if (complete) return ['None of the ', { n: looked }, ' entries looked at matches.'];
  return ['None of the first ', { n: looked }, ' entries matches; choose a later start to look further.'];
}

function commandsOf(stream: string, ids: readonly EntryId[]): readonly string[] {
  const line = `XDEL ${cliName(stream)} ${ids.slice(0, SAMPLE).join(' ')}`;
  return ids.length > SAMPLE ? [line, `# and ${entriesText(ids.length - SAMPLE)} more`] : [line];
}
