import type { GroupPlace, InputOf } from '@weir/domain/actions/action-input';
import { parseEntryId, type EntryId } from '@weir/domain/entries/entry-id';
import { formatCount, formatDuration, formatRate } from '@weir/domain/metrics/format-figures';
import type { ReadyPlan } from '@weir/domain/wire/action-answers';
import type { RulerAnswer, SeriesAnswer } from '@weir/domain/wire/answers';
import { nameFromSegment, nameToSegment } from '../../../app/name-in-url.ts';
import { placeByEntries, placeByTime, type Placement } from '../../../ruler/scale.ts';

/** Where the group is to go on reading, as the address says it. */
export type MoveAim =
  | { readonly to: 'nowhere' }
  | { readonly to: 'beginning' }
  | { readonly to: 'end' }
  | { readonly to: 'entry'; readonly id: EntryId }
  /** So many entries on, or back. */
  | { readonly to: 'by'; readonly count: number }
  | { readonly to: 'like'; readonly group: string };

const LIKE = 'like:';

export function aimOf(text: string | undefined): MoveAim {
  if (text === 'first') return { to: 'beginning' };
  if (text === 'last') return { to: 'end' };
  if (text?.startsWith(LIKE) === true) return { to: 'like', group: nameFromSegment(text.slice(LIKE.length)) };
  if (/^[+-]\d{1,7}$/.test(text ?? '') && Number(text) !== 0) return { to: 'by', count: Number(text) };
  const id = parseEntryId(text ?? '');
  return id === undefined ? { to: 'nowhere' } : { to: 'entry', id };
}

export function likeParam(group: string): string {
  return LIKE + nameToSegment(group);
}

/** "+500", "-20", and 20 without a sign is forward; undefined for what is no number of entries. */
export function byParam(typed: string): string | undefined {
  const match = /^([+−-]?)\s*(\d{1,7})$/.exec(typed.trim().replaceAll(',', ''));
  const count = Number(match?.[2] ?? 0);
  if (match === null || count === 0 || count > 5_000_000) return undefined;
  return `${match[1] === '' || match[1] === '+' ? '+' : '-'}${count}`;
}

/** The place a new group begins at; null while none is chosen. */
export function placeOf(aim: MoveAim): GroupPlace | null {
  switch (aim.to) {
    case 'beginning':
      return { at: 'earliest' };
    case 'end':
      return { at: 'latest' };
    case 'entry':
      return { from: aim.id };
    default:
      return null;
  }
}

/** The change to plan; null while no aim is chosen. */
export function moveInputOf(
  connection: string,
  stream: string,
  group: string,
  aim: MoveAim,
): InputOf<'move-group'> | null {
  const to = aim.to === 'by' ? { by: aim.count } : aim.to === 'like' ? { like: aim.group } : placeOf(aim);
  return to === null ? null : { kind: 'move-group', connection, stream, group, to };
}

export type MovePreview = Extract<ReadyPlan['preview'], { of: 'move-group' }>;

export interface MoveFact {
  readonly name: string;
  readonly value: string;
  /** Why it is not known; undefined = it is. */
  readonly unknown?: string;
}

/** What the move means in four figures. */
export function moveFacts(plan: ReadyPlan, preview: MovePreview, pace: Pace): readonly MoveFact[] {
  const moved = entriesText(plan.affects);
  const back = preview.way === 'back';
  return [
    { name: 'Read again', value: back ? moved : '0' },
    { name: 'Skipped', value: back ? '0' : moved },
    { name: 'Pending', value: preview.pending === 0 ? 'none' : `${formatCount(preview.pending, 'full')}, unchanged` },
    { name: 'Caught up in', ...catchUp(preview.unreadAfter, pace) },
  ];
}

/** What the group can do and what comes in, entries a second; null = not seen. */
export interface Pace {
  readonly best: number | null;
  readonly comesIn: number | null;
}

/** The most it handled in one step of the last hour. */
export function bestOf(answers: readonly SeriesAnswer[] | undefined): number | null {
  const points = answers?.find(({ metric }) => metric === 'outPerSecond')?.points ?? [];
  const rates = points.map(([, rate]) => rate).filter((rate) => rate !== null);
  return rates.length === 0 ? null : Math.max(...rates);
}

function catchUp(
  unread: { readonly count: number; readonly exact: boolean },
  { best, comesIn }: Pace,
): Pick<MoveFact, 'value' | 'unknown'> {
  if (unread.count === 0) return { value: 'at once' };
  if (best === null || comesIn === null) return { value: '', unknown: 'it was not watched for long enough yet' };
  if (best <= comesIn) return { value: 'never at its rates' };
  const ms = (unread.count / (best - comesIn)) * 1_000;
  return { value: `${unread.exact ? 'about' : 'at least'} ${formatDuration(ms)}` };
}

/** What stands behind the time to catch up; '' = nothing. */
export function paceWords({ best, comesIn }: Pace): string {
  if (best === null || comesIn === null) return '';
  return `Catching up is reckoned with its best rate of the last hour, ${formatRate(best)}, while ${formatRate(comesIn)} come in.`;
}

function entriesText({ count, exact }: { readonly count: number; readonly exact: boolean }): string {
  return `${exact ? '' : 'at least '}${formatCount(count, 'full')} ${count === 1 ? 'entry' : 'entries'}`;
}

export interface MoveLine {
  /** 0…1 from the oldest entry to now. */
  readonly before: number;
  readonly after: number;
  /** What lies between the two is read again, or skipped. */
  readonly turns: 'again' | 'skipped' | 'nothing';
}

/** Old and new position on the ruler; null while there is nothing to draw. `planned` = where the plan says it goes. */
export function moveLine(
  ruler: RulerAnswer,
  position: string,
  aim: MoveAim,
  planned: string | undefined,
): MoveLine | null {
  const place = placementOf(ruler);
  const before = parseEntryId(position);
  if (place === null || before === undefined) return null;
  const after = afterOf(aim, place, parseEntryId(planned ?? ''));
  if (after === null) return null;
  const from = place(before);
  return { before: from, after, turns: after < from ? 'again' : after > from ? 'skipped' : 'nothing' };
}

function afterOf(aim: MoveAim, place: Placement, planned: EntryId | undefined): number | null {
  switch (aim.to) {
    case 'nowhere':
      return null;
    case 'beginning':
      return 0;
    case 'end':
      return 1;
    case 'entry':
      return place(aim.id);
    case 'by':
    case 'like':
      return planned === undefined ? null : place(planned);
    default:
      return aim satisfies never;
  }
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
