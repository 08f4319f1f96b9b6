import { DEFAULT_RULES } from '../dead-letters/letter-rules.ts';
import type { Letter } from '../dead-letters/letter.ts';
import { readLetter } from '../dead-letters/read-letter.ts';
import { compareEntryIds, MAX_ID, ZERO_ID, type EntryId } from '../entries/entry-id.ts';
import { idBefore } from '../entries/id-beside.ts';
import { ConsoleError } from '../errors/console-error.ts';
import type { InputOf, LetterSelection } from './action-input.ts';
import type { Freezer } from './freezer.ts';
import type { Look, StreamFacts } from './look.ts';

/** The dead letters that go to one stream, oldest first. */
export interface LettersOf {
  readonly stream: string;
  readonly ids: readonly EntryId[];
  /** Groups they failed in, most first. */
  readonly failedIn: readonly string[];
}

export interface ChosenLetters {
  readonly targets: readonly LettersOf[];
  readonly noOrigin: number;
  readonly looked: number;
  readonly complete: boolean;
}

// Their ids are held in memory until they are frozen, target by target.
const MOST = 200_000;

/** Walks the dead letters the selection means and sorts them by where they go. */
export async function chooseLetters(
  look: Look,
  facts: StreamFacts,
  { stream, selection, to }: InputOf<'redrive'>,
  freezer: Freezer,
): Promise<ChosenLetters> {
  const targets = new Map<string, { ids: EntryId[]; groups: Map<string, number> }>();
  const limit = 'matching' in selection ? (selection.matching.limit ?? MOST) : MOST;
  let [chosen, noOrigin, looked] = [0, 0, 0];
  const result = (complete: boolean): ChosenLetters => ({
    targets: [...targets].map(([name, { ids, groups }]) => ({
      stream: name,
      ids,
      failedIn: [...groups].toSorted((a, b) => b[1] - a[1]).map(([group]) => group),
    })),
    noOrigin,
    looked,
    complete,
  });
  const take = (id: EntryId, letter: Letter | null): void => {
    const target = to?.stream ?? letter?.origin ?? null;
    if (target === null || target === stream) {
      noOrigin += 1;
      return;
    }
    const part = targets.get(target) ?? { ids: [], groups: new Map<string, number>() };
    targets.set(target, part);
    part.ids.push(id);
    if (letter !== null && letter.group !== null)
      part.groups.set(letter.group, (part.groups.get(letter.group) ?? 0) + 1);
    chosen += 1;
  };
  for (const range of rangesOf(selection, facts)) {
    for await (const page of look.entries(stream, range)) {
      if (freezer.signal.aborted) throw new ConsoleError('refused', 'Looking was stopped; nothing was changed.');
      for (const { id, fields } of page.entries) {
        if (chosen >= limit) return result(false);
        looked += 1;
        const letter = readLetter(freezer.letters ?? DEFAULT_RULES, stream, fields);
        if (matches(selection, letter)) take(id, letter);
      }
      for (const id of page.unread) {
        looked += 1;
        // Too large to read here: only what is meant by its id goes, and only where it is said where to.
        if ('ids' in selection) take(id, null);
      }
      freezer.progress(looked);
    }
  }
  return result(true);
}

function matches(selection: LetterSelection, letter: Letter): boolean {
  if ('ids' in selection) return true;
  const { origin, group, error } = selection.matching;
  return (
    (origin === undefined || (letter.origin ?? '') === origin) &&
    (group === undefined || (letter.group ?? '') === group) &&
    (error === undefined || (letter.error ?? '') === error)
  );
}

function rangesOf(
  selection: LetterSelection,
  facts: StreamFacts,
): readonly { readonly after: EntryId; readonly until: EntryId }[] {
  if ('ids' in selection) {
    const ids = [...new Set(selection.ids)].toSorted(compareEntryIds);
    return ids.map((id) => ({ after: idBefore(id) ?? ZERO_ID, until: id }));
  }
  const { from, to } = selection.matching;
  const last = facts.lastId ?? ZERO_ID;
  // Up to the last one there is now: what comes later is not part of it.
  const until = to === undefined || compareEntryIds(to, last) > 0 ? last : to;
  return [
    { after: from === undefined ? ZERO_ID : (idBefore(from) ?? ZERO_ID), until: until === ZERO_ID ? MAX_ID : until },
  ];
}
