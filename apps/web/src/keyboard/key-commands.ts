export type KeyCommand =
  | 'keys'
  | 'palette'
  | 'search'
  | 'next-row'
  | 'previous-row'
  | 'pause'
  | 'copy-name'
  | 'copy-link'
  | 'up'
  | 'triage'
  | 'streams'
  | 'groups'
  | 'sort-now'
  | 'tab-1'
  | 'tab-2'
  | 'tab-3'
  | 'tab-4'
  | 'tab-5';

export interface KeyPress {
  readonly key: string;
  readonly command: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

export interface KeyReading {
  readonly command: KeyCommand | null;
  /** First half of a two-letter command that was typed; '' = none. */
  readonly held: '' | 'g';
}

const SINGLE: Readonly<Record<string, KeyCommand>> = {
  '?': 'keys',
  '/': 'search',
  j: 'next-row',
  k: 'previous-row',
  ' ': 'pause',
  y: 'copy-name',
  Y: 'copy-link',
  r: 'sort-now',
  Backspace: 'up',
  '1': 'tab-1',
  '2': 'tab-2',
  '3': 'tab-3',
  '4': 'tab-4',
  '5': 'tab-5',
};

const AFTER_G: Readonly<Record<string, KeyCommand>> = { t: 'triage', s: 'streams', g: 'groups' };

/**
 * What a key press means on a page, outside of fields. `letters` = single letters may be shortcuts; the palette's
 * ⌘K or Ctrl K works regardless, and `?` too, since that is where letters are switched on again.
 */
export function readKey(press: KeyPress, held: KeyReading['held'], letters: boolean): KeyReading {
  if (press.command) return { command: press.key.toLowerCase() === 'k' && !press.alt ? 'palette' : null, held: '' };
  if (press.alt) return { command: null, held: '' };
  if (press.key === '?') return { command: 'keys', held: '' };
  if (!letters) return { command: null, held: '' };
  if (held === 'g') return { command: AFTER_G[press.key] ?? null, held: '' };
  if (press.key === 'g') return { command: null, held: 'g' };
  return { command: SINGLE[press.key] ?? null, held: '' };
}

/** For the list behind `?`. */
export const KEY_HELP: readonly {
  readonly title: string;
  readonly keys: readonly { readonly keys: readonly string[]; readonly does: string }[];
}[] = [
  {
    title: 'Everywhere',
    keys: [
      { keys: ['⌘', 'K'], does: 'Search streams, groups and pages (Ctrl K elsewhere)' },
      { keys: ['/'], does: 'Filter of this page' },
      { keys: ['Space'], does: 'Pause or resume polling' },
      { keys: ['?'], does: 'This list' },
      { keys: ['Esc'], does: 'Close the topmost' },
    ],
  },
  {
    title: 'Go to',
    keys: [
      { keys: ['G', 'T'], does: 'Triage' },
      { keys: ['G', 'S'], does: 'Streams' },
      { keys: ['G', 'G'], does: 'Groups' },
      { keys: ['⌫'], does: 'Up one level' },
    ],
  },
  {
    title: 'Lists',
    keys: [
      { keys: ['J'], does: 'Next row' },
      { keys: ['K'], does: 'Previous row' },
      { keys: ['↵'], does: 'Open' },
      { keys: ['R'], does: 'Sort now (Triage)' },
    ],
  },
  {
    title: 'Streams and groups',
    keys: [
      { keys: ['1', '…', '5'], does: 'Tab' },
      { keys: ['Y'], does: 'Copy the name' },
      { keys: ['⇧', 'Y'], does: 'Copy the link' },
    ],
  },
];
