import type { InputOf } from '@weir/domain/actions/action-input';
import { parseEntryId, type EntryId } from '@weir/domain/entries/entry-id';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { RulerAnswer } from '@weir/domain/wire/answers';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import { placeByEntries, placeByTime, type Placement } from '../../ruler/scale.ts';

/** Where the group is to go on reading. */
export type MoveAim =
  | { readonly to: 'nowhere' }
  | { readonly to: 'beginning' }
  | { readonly to: 'end' }
  | { readonly to: 'entry'; readonly id: EntryId };

export function aimOf(text: string | undefined): MoveAim {
  if (text === 'first') return { to: 'beginning' };
  if (text === 'last') return { to: 'end' };
  const id = parseEntryId(text ?? '');
  return id === undefined ? { to: 'nowhere' } : { to: 'entry', id };
}

const MAX_PART = 18_446_744_073_709_551_615n;

/** The first id there can be behind this one; undefined behind the last of all. */
export function idAfter(id: EntryId): EntryId | undefined {
  const dash = id.indexOf('-');
  const ms = BigInt(id.slice(0, dash));
  const sequence = BigInt(id.slice(dash + 1));
  if (sequence < MAX_PART) return parseEntryId(`${ms}-${sequence + 1n}`);
  return ms < MAX_PART ? parseEntryId(`${ms + 1n}-0`) : undefined;
}

/**
 * The change to plan; null while no aim is chosen. To the end means behind the last entry that was seen: what comes
 * later is read.
 */
export function moveInputOf(
  conn: string,
  stream: string,
  group: string,
  aim: MoveAim,
  lastId: string | null,
): InputOf<'replay'> | null {
  const base = {
    kind: 'replay' as const,
    connection: conn,
    stream,
    target: { position: { group } },
    ratePerSecond: 500,
    again: false,
  };
  switch (aim.to) {
    case 'nowhere':
      return null;
    case 'beginning':
      return base;
    case 'entry':
      return { ...base, from: aim.id };
    case 'end': {
      const last = parseEntryId(lastId ?? '');
      const behind = last === undefined ? undefined : idAfter(last);
      return behind === undefined ? null : { ...base, from: behind };
    }
    default:
      return aim satisfies never;
  }
}

export interface MoveFacts {
  readonly again: string;
  readonly skipped: string;
}

/** How many entries are read a second time, and how many are never read, by the plan. */
export function moveFacts(plan: ReadyPlan, group: string): MoveFacts {
  const effect = plan.groups.find((candidate) => candidate.group === group);
  const count =
    effect?.entries == null ? 'unknown' : `${effect.entries.exact ? '' : 'about '}${entriesText(effect.entries.count)}`;
  return {
    again: effect?.effect === 'reads-again' ? count : '0',
    skipped: effect?.effect === 'skips' ? count : '0',
  };
}

function entriesText(count: number): string {
  return `${formatCount(count, 'full')} ${count === 1 ? 'entry' : 'entries'}`;
}

export interface MoveLine {
  /** 0…1 from the oldest entry to now. */
  readonly before: number;
  readonly after: number;
  /** What lies between the two is read again, or skipped. */
  readonly turns: 'again' | 'skipped' | 'nothing';
}

/** Old and new position on the ruler; null while there is nothing to draw. */
export function moveLine(ruler: RulerAnswer, position: string, aim: MoveAim): MoveLine | null {
  const place = placementOf(ruler);
  const before = parseEntryId(position);
  if (place === null || before === undefined || aim.to === 'nowhere') return null;
  const after = aim.to === 'beginning' ? 0 : aim.to === 'end' ? 1 : place(aim.id);
  const from = place(before);
  return { before: from, after, turns: after < from ? 'again' : after > from ? 'skipped' : 'nothing' };
}

function placementOf(ruler: RulerAnswer): Placement | null {
  const first = parseEntryId(ruler.firstId ?? '');
  const last = parseEntryId(ruler.lastId ?? '');
  if (first === undefined || last === undefined) return null;
  return ruler.idsAreTimes ? placeByTime(ruler.at, first, 'stretch') : placeByEntries(first, last, []);
}

// The stretch of placeByTime, backwards.
const STRETCH_MS = 2_000;

/** The moment at a place of the ruler, as the first id there can be then; undefined where ids are not times. */
export function idAtPlace(ruler: RulerAnswer, place: number): EntryId | undefined {
  const first = parseEntryId(ruler.firstId ?? '');
  if (first === undefined || !ruler.idsAreTimes) return undefined;
  const oldestMs = ruler.at - Number(first.slice(0, first.indexOf('-')));
  const held = Math.min(Math.max(place, 0), 1);
  const age = STRETCH_MS * Math.expm1((1 - held) * Math.log1p(oldestMs / STRETCH_MS));
  return parseEntryId(`${Math.round(ruler.at - age)}-0`);
}
