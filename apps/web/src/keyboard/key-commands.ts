export type KeyCommand =
  | 'keys'
  | 'palette'
  | 'search'
  | 'next-row'
  | 'previous-row'
  | 'select-row'
  | 'select-range'
  | 'select-all'
  | 'claim'
  | 'acknowledge'
  | 'dead-letter'
  | 'redrive'
  | 'move'
  | 'follow'
  | 'pause'
  | 'copy-name'
  | 'copy-link'
  | 'up'
  | 'triage'
  | 'streams'
  | 'groups'
  | 'dead-letters'
  | 'alerts'
  | 'jobs'
  | 'audit'
  | 'snooze'
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
  x: 'select-row',
  X: 'select-range',
  c: 'claim',
  a: 'acknowledge',
  d: 'dead-letter',
  m: 'move',
  b: 'redrive',
  f: 'follow',
  ' ': 'pause',
  y: 'copy-name',
  Y: 'copy-link',
  r: 'sort-now',
  s: 'snooze',
  Backspace: 'up',
  '1': 'tab-1',
  '2': 'tab-2',
  '3': 'tab-3',
  '4': 'tab-4',
  '5': 'tab-5',
};

const AFTER_G: Readonly<Record<string, KeyCommand>> = {
  t: 'triage',
  s: 'streams',
  g: 'groups',
  d: 'dead-letters',
  j: 'jobs',
  a: 'alerts',
  l: 'audit',
};

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
