import type { GroupRow } from '@weir/domain/wire/group-row';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { PLACES } from './nav-places.ts';
import { paletteActions, type ActionsAsked, type PaletteAction } from './palette-actions.ts';

export type PaletteCommand =
  | 'new-dead-letter-policy'
  | 'new-replay'
  | 'new-trim-policy'
  | 'privacy-request'
  | 'toggle-pause'
  | 'theme-dark'
  | 'theme-light'
  | 'theme-system'
  | 'zone-utc'
  | 'zone-local'
  | 'sign-out';

export type PaletteHit =
  | {
      readonly kind: 'place';
      readonly key: string;
      readonly to: (typeof PLACES)[number]['to'];
      readonly word: string;
      readonly note: string;
    }
  | {
      readonly kind: 'command';
      readonly key: string;
      readonly command: PaletteCommand;
      readonly word: string;
      readonly note: string;
    }
  | { readonly kind: 'action'; readonly key: string; readonly action: PaletteAction }
  | { readonly kind: 'stream'; readonly key: string; readonly row: StreamRow }
  | { readonly kind: 'group'; readonly key: string; readonly row: GroupRow };

export interface PaletteSection {
  readonly title: string;
  readonly hits: readonly PaletteHit[];
  /** How well the best hit matches, 0 = begins with the words. */
  readonly tier?: number;
}

// More than fits the box is found sooner by another letter than by scrolling.
const PER_SECTION = 8;

export interface PaletteAsked extends Omit<ActionsAsked, 'words'> {
  readonly paused: boolean;
}

/**
 * What the palette shows for `typed`. A first letter narrows: `#` streams, `@` groups, `>` pages, actions and commands. What
 * names an action, and is the beginning of no page, stands first.
 */
export function paletteSections(typed: string, asked: PaletteAsked): readonly PaletteSection[] {
  const { streams, groups, paused } = asked;
  const { only, words } = narrow(typed);
  const sections: PaletteSection[] = [];
  const actions = only === '' || only === '>' ? actionsFor(words, asked) : [];
  const places = only === '' || only === '>' ? placesFor(words) : [];
  const isPlace = places.some((hit) => hit.kind === 'place' && hit.word.toLowerCase().startsWith(words));
  if (words !== '' && !isPlace) sections.push(...actions);
  sections.push({ title: 'Go to', hits: places });
  // With nothing typed they are what can be done here, and no answer to a question.
  if (words === '' || isPlace) sections.push(...actions);
  if (only === '' || only === '@') {
    const found = best(
      groups,
      words,
      (row) => row.group,
      (row) => row.stream,
    );
    sections.push({ title: 'Groups', hits: found.rows.map(groupHit), tier: found.tier });
  }
  if (only === '' || only === '#') {
    const found = best(
      streams,
      words,
      (row) => row.stream,
      () => '',
    );
    // A stream of that name goes before groups that only stand on it.
    const before = found.tier < (sections.at(-1)?.tier ?? -1) ? sections.length - 1 : sections.length;
    sections.splice(before, 0, { title: 'Streams', hits: found.rows.map(streamHit), tier: found.tier });
  }
  if (only === '>' || (only === '' && words !== '')) sections.push({ title: 'Do', hits: commandsFor(words, paused) });
  return sections.filter((section) => section.hits.length > 0);
}

/** Where the typed words stand in `text`, or the first of them that does, for the highlight; −1 = nowhere. */
export function matchAt(text: string, typed: string): { readonly from: number; readonly length: number } {
  const { words } = narrow(typed);
  if (words === '') return { from: -1, length: 0 };
  const small = text.toLowerCase();
  const found = [words, ...words.split(/\s+/)].find((part) => small.includes(part)) ?? words;
  return { from: small.indexOf(found), length: found.length };
}

function narrow(typed: string): { readonly only: string; readonly words: string } {
  const only = ['#', '@', '>'].find((sign) => typed.startsWith(sign)) ?? '';
  return { only, words: typed.slice(only.length).trim().toLowerCase() };
}

// Names that begin with the words come first, then those that hold them, then those whose stream does.
function best<Row>(
  rows: readonly Row[],
  words: string,
  name: (row: Row) => string,
  beside: (row: Row) => string,
): { readonly rows: readonly Row[]; readonly tier: number } {
  const tiers: [Row[], Row[], Row[]] = [[], [], []];
  for (const row of rows) {
    const at = name(row).toLowerCase().indexOf(words);
    if (at === 0) tiers[0].push(row);
    else if (at > 0) tiers[1].push(row);
    else if (beside(row).toLowerCase().includes(words)) tiers[2].push(row);
    if (tiers[0].length >= PER_SECTION) break;
  }
  return { rows: tiers.flat().slice(0, PER_SECTION), tier: tiers.findIndex((tier) => tier.length > 0) };
}

function placesFor(words: string): readonly PaletteHit[] {
  return PLACES.filter((place) => place.word.toLowerCase().includes(words)).map((place) => ({
    kind: 'place',
    key: place.to,
    to: place.to,
    word: place.word,
    note: place.answers,
  }));
}

function actionsFor(words: string, asked: PaletteAsked): readonly PaletteSection[] {
  const hits = paletteActions({ ...asked, words }).map((action): PaletteHit => ({
    kind: 'action',
    key: action.key,
    action,
  }));
  return [{ title: 'Actions', hits }];
}

function commandsFor(words: string, paused: boolean): readonly PaletteHit[] {
  const all: readonly { readonly command: PaletteCommand; readonly word: string; readonly note: string }[] = [
    { command: 'new-dead-letter-policy', word: 'New dead-letter policy…', note: 'put aside what keeps failing' },
    { command: 'new-replay', word: 'New replay…', note: 'send past entries through again' },
    { command: 'new-trim-policy', word: 'New trim policy…', note: 'keep streams small' },
    { command: 'privacy-request', word: 'Privacy request…', note: 'remove all entries of one person' },
    { command: 'toggle-pause', word: paused ? 'Resume polling' : 'Pause polling', note: 'for everybody' },
    { command: 'theme-dark', word: 'Dark theme', note: '' },
    { command: 'theme-light', word: 'Light theme', note: '' },
    { command: 'theme-system', word: 'Theme as the system', note: '' },
    { command: 'zone-utc', word: 'Clock times in UTC', note: '' },
    { command: 'zone-local', word: 'Clock times in local time', note: '' },
    { command: 'sign-out', word: 'Sign out', note: '' },
  ];
  return all
    .filter((entry) => entry.word.toLowerCase().includes(words))
    .map((entry) => ({ kind: 'command', key: entry.command, ...entry }));
}

function streamHit(row: StreamRow): PaletteHit {
  return { kind: 'stream', key: `#${row.key}`, row };
}

function groupHit(row: GroupRow): PaletteHit {
  return { kind: 'group', key: `@${row.key}`, row };
}
