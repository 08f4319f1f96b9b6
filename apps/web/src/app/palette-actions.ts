import type { ActionKind } from '@weir/domain/actions/action-kind';
import { LEVELS } from '@weir/domain/health/status';
import type { GroupRow } from '@weir/domain/wire/group-row';
import type { StreamRow } from '@weir/domain/wire/stream-row';

/** A change of one stream or group, as the palette offers it: it opens the dialog, or the page where it begins. */
export interface PaletteAction {
  readonly key: string;
  readonly word: string;
  readonly stream: string;
  /** Null = it is about the stream. */
  readonly group: string | null;
  readonly opens: Opens;
  /** What it would be about, as far as the picture knows. */
  readonly entries: number | null;
  readonly level: StreamRow['level'];
}

type Opens = { readonly dialog: string } | { readonly page: 'replay' | 'archives' };

interface Way<Row> {
  readonly word: string;
  /** Another word it is looked for by. */
  readonly also?: string;
  readonly needs: 'operator' | 'maintainer';
  readonly opens: Opens;
  /** Absent = always. */
  readonly fits?: (row: Row) => boolean;
  readonly entries?: (row: Row) => number;
}

const stream = (way: Way<StreamRow>) => ({ on: 'stream', ...way }) as const;
const group = (way: Way<GroupRow>) => ({ on: 'group', ...way }) as const;
const holds = ({ pending }: GroupRow): boolean => pending > 0;
const pending = ({ pending: count }: GroupRow): number => count;
const length = (row: StreamRow): number => row.length;
const filled = (row: StreamRow): boolean => row.length > 0;

/** Every kind of change: how it is begun from the palette, or null where it begins at a row of its own. */
const WAYS: { readonly [K in ActionKind]: ReturnType<typeof stream> | ReturnType<typeof group> | null } = {
  acknowledge: group({
    word: 'Acknowledge',
    needs: 'operator',
    opens: { dialog: 'acknowledge' },
    fits: holds,
    entries: pending,
  }),
  'add-entry': stream({ word: 'Add entry', needs: 'operator', opens: { dialog: 'add-entry' } }),
  claim: group({ word: 'Claim', needs: 'operator', opens: { dialog: 'claim' }, fits: holds, entries: pending }),
  'create-consumer': group({ word: 'Create consumer', needs: 'operator', opens: { dialog: 'create-consumer' } }),
  'create-group': stream({ word: 'Create group', needs: 'operator', opens: { dialog: 'create-group' } }),
  'dead-letter': group({
    word: 'Dead-letter',
    needs: 'operator',
    opens: { dialog: 'dead-letter' },
    fits: holds,
    entries: pending,
  }),
  'delete-entries': stream({
    word: 'Delete entries',
    needs: 'maintainer',
    opens: { dialog: 'delete-entries' },
    fits: filled,
  }),
  'delete-stream': stream({
    word: 'Delete stream',
    needs: 'maintainer',
    opens: { dialog: 'delete-stream' },
    entries: length,
  }),
  'destroy-group': group({ word: 'Destroy group', needs: 'maintainer', opens: { dialog: 'destroy-group' } }),
  'move-group': group({ word: 'Move position', needs: 'operator', opens: { dialog: 'move' } }),
  // Of single dead letters: the page of dead letters, where they are chosen.
  redrive: null,
  // Begins at the consumer.
  'remove-consumer': null,
  replay: stream({ word: 'Replay', needs: 'operator', opens: { page: 'replay' }, fits: filled }),
  // Begins at the entry.
  'resend-entry': null,
  restore: stream({
    word: 'Restore from an archive',
    also: 'archives',
    needs: 'maintainer',
    opens: { page: 'archives' },
  }),
  trim: stream({ word: 'Trim', needs: 'maintainer', opens: { dialog: 'trim' }, fits: filled, entries: length }),
  // Begins at the job, or at its record.
  undo: null,
};

export interface ActionsAsked {
  readonly words: string;
  readonly streams: readonly StreamRow[];
  readonly groups: readonly GroupRow[];
  /** What this visitor may do now. */
  readonly may: { readonly operator: boolean; readonly maintainer: boolean };
  /** Whose page is open; it goes first, and shows what can be done with it when nothing was typed. */
  readonly here: { readonly stream: string; readonly group: string | null } | null;
}

// More than fits the box is found sooner by another letter than by scrolling.
const MOST = 8;
// A single letter begins nearly every word.
const SHORTEST = 2;

/**
 * Changes whose word, and whose stream or group, the typed words name, in any order: "claim notif", "orders trim". What is
 * open and what is in trouble goes first.
 */
export function paletteActions({ words, streams, groups, may, here }: ActionsAsked): readonly PaletteAction[] {
  const tokens = words.split(/\s+/).filter((token) => token !== '');
  if (tokens.length === 0 && here === null) return [];
  const found: PaletteAction[] = [];
  for (const [kind, way] of Object.entries(WAYS)) {
    if (way === null || !may[way.needs]) continue;
    if (tokens.length > 0 && !tokens.some((token) => begins(way, token))) continue;
    const rest = tokens.filter((token) => !begins(way, token) && !continues(way.word, token));
    const isMeant = (streamName: string, groupName: string | null): boolean =>
      tokens.length === 0
        ? isHere(here, { stream: streamName, group: groupName })
        : holdsAll(groupName === null ? streamName : `${groupName} ${streamName}`, rest);
    if (way.on === 'stream') {
      for (const row of streams)
        if (isMeant(row.stream, null) && way.fits?.(row) !== false) found.push(action(kind, way, row, null));
    } else {
      for (const row of groups)
        if (isMeant(row.stream, row.group) && way.fits?.(row) !== false) found.push(action(kind, way, row, row.group));
    }
  }
  return found.toSorted((a, b) => rank(a, here) - rank(b, here)).slice(0, MOST);
}

function action<Row extends StreamRow | GroupRow>(
  kind: string,
  { word, opens, entries }: Way<Row>,
  row: Row,
  group: string | null,
): PaletteAction {
  const { stream, level } = row;
  return { key: `${kind} ${row.key}`, word, stream, group, opens, entries: entries?.(row) ?? null, level };
}

/** Whether a typed word begins an action: one of its later words alone may as well begin the name of a place. */
function begins({ word, also = '' }: Pick<Way<never>, 'word' | 'also'>, token: string): boolean {
  return token.length >= SHORTEST && (word.toLowerCase().startsWith(token) || also.startsWith(token));
}

function continues(word: string, token: string): boolean {
  return word
    .toLowerCase()
    .split(/[ -]/)
    .some((part) => token.length >= SHORTEST && part.startsWith(token));
}

function holdsAll(name: string, tokens: readonly string[]): boolean {
  const small = name.toLowerCase();
  return tokens.every((token) => small.includes(token));
}

function isHere(here: ActionsAsked['here'], { stream, group }: Pick<PaletteAction, 'stream' | 'group'>): boolean {
  return here !== null && here.stream === stream && here.group === group;
}

function rank(found: PaletteAction, here: ActionsAsked['here']): number {
  return isHere(here, found) ? -1 : LEVELS.indexOf(found.level);
}
