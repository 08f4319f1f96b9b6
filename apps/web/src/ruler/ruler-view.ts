import { compareEntryIds, millisOf, parseEntryId, type EntryId } from '@weir/domain/entries/entry-id';
import { LEVELS, type Level } from '@weir/domain/health/status';
import type { RulerAnswer, RulerLane } from '@weir/domain/wire/answers';
import { mergeMarks, type Mark } from './marks.ts';
import { placeByEntries, placeByTime, type Placement, type RulerScale } from './scale.ts';
import { rulerTicks, type RulerTick } from './ticks.ts';

export interface RulerView {
  /** The scale drawn; `entries` whatever was asked for when the ids are not times. */
  readonly scale: RulerScale;
  readonly ticks: readonly RulerTick[];
  readonly lanes: readonly LaneView[];
  /** Lanes behind "12 more". */
  readonly more: readonly LaneView[];
  /** Right end of the part no group needs, 0…1; null = there is none or it is not known. */
  readonly safeTo: number | null;
  /** Where any id stands. */
  readonly place: Placement;
}

export interface LaneView {
  readonly lane: RulerLane;
  readonly level: Level;
  /** 0…1 */
  readonly position: number;
  /** unread: proven to be there. unsure: may be there, Redis does not say. none: nothing behind the position. */
  readonly rest: 'unread' | 'unsure' | 'none';
  readonly marks: readonly Mark[];
  /** Entries removed before the group read them; the lane starts torn. */
  readonly lost: number;
}

export const MOST_LANES = 8;

/**
 * What to draw for one stream on lanes of `width` px. `levels` are the groups' levels by name; troubled lanes come
 * first. Null while the stream is empty: an empty log has no length to draw.
 */
export function rulerView(
  ruler: RulerAnswer,
  wanted: 'stretch' | 'linear',
  width: number,
  levels: ReadonlyMap<string, Level>,
  stretchMs?: number,
): RulerView | null {
  const firstId = parseEntryId(ruler.firstId ?? '');
  const lastId = parseEntryId(ruler.lastId ?? '');
  if (firstId === undefined || lastId === undefined) return null;
  const scale = ruler.idsAreTimes ? wanted : 'entries';
  const place =
    scale === 'entries'
      ? placeByEntries(firstId, lastId, countedAnchors(ruler))
      : placeByTime(ruler.at, firstId, scale, stretchMs);
  const lanes = ruler.groups
    .map((lane) => laneView(lane, levels.get(lane.group) ?? 'unknown', place, lastId, width))
    .toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || compareNames(a.lane, b.lane));
  return {
    scale,
    ticks:
      scale === 'entries'
        ? [
            { place: 0, text: 'first' },
            { place: 1, text: 'last' },
          ]
        : rulerTicks(ruler.at - millisOf(firstId), scale, width, stretchMs),
    lanes: lanes.slice(0, MOST_LANES),
    more: lanes.slice(MOST_LANES),
    safeTo: safeEnd(ruler, place),
    place,
  };
}

function laneView(lane: RulerLane, level: Level, place: Placement, lastId: EntryId, width: number): LaneView {
  const position = parseEntryId(lane.position);
  const lost = lane.lost.known ? lane.lost.value : 0;
  return {
    lane,
    level,
    position: position === undefined ? 0 : place(position),
    rest: restOf(lane, position, lastId),
    marks: mergeMarks(
      lane.marks.flatMap((mark) => {
        const id = parseEntryId(mark.id);
        return id === undefined ? [] : [{ place: place(id), waitingMs: mark.idleMs }];
      }),
      width,
    ),
    lost,
  };
}

function restOf(lane: RulerLane, position: EntryId | undefined, lastId: EntryId): LaneView['rest'] {
  if (lane.unread.known) return lane.unread.value > 0 ? 'unread' : 'none';
  return position !== undefined && compareEntryIds(position, lastId) >= 0 ? 'none' : 'unsure';
}

function safeEnd(ruler: RulerAnswer, place: Placement): number | null {
  if (ruler.groups.length === 0 || !ruler.neededFrom.known) return null;
  if (ruler.safeToTrim.known && ruler.safeToTrim.value.entries === 0) return null;
  if (ruler.neededFrom.value === null) return 1;
  const id = parseEntryId(ruler.neededFrom.value);
  return id === undefined ? null : place(id);
}

// An exact count says how many entries stand behind the position, hence its rank in the log.
function countedAnchors(ruler: RulerAnswer): { id: EntryId; place: number }[] {
  return ruler.groups.flatMap(({ position, unread }) => {
    const id = parseEntryId(position);
    if (id === undefined || !unread.known || unread.quality !== 'exact' || ruler.length === 0) return [];
    return [{ id, place: Math.min(Math.max(1 - unread.value / ruler.length, 0), 1) }];
  });
}

function compareNames(a: RulerLane, b: RulerLane): number {
  return a.group < b.group ? -1 : a.group > b.group ? 1 : 0;
}
