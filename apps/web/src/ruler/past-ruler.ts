import type { RulerAnswer, RulerLane } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import type { StreamRow } from '@weir/domain/wire/stream-row';

const NOT_RECORDED = { known: false, because: 'not recorded' } as const;

/** The ruler of a moment, from the rows of then; undefined where the ends or the positions were not kept. */
export function pastRuler(row: StreamRow, groups: readonly GroupRow[], at: number): RulerAnswer | undefined {
  const lanes = groups.filter(({ position }) => position !== '').map(laneOf);
  const hasEnds = row.length === 0 || (row.firstId !== null && row.lastId !== null);
  if (!hasEnds || lanes.length < groups.length) return undefined;
  return {
    at,
    firstId: row.firstId,
    lastId: row.lastId,
    idsAreTimes: row.firstAt !== null && row.lastAt !== null,
    length: row.length,
    groups: lanes,
    neededFrom: NOT_RECORDED,
    safeToTrim: NOT_RECORDED,
  };
}

function laneOf(row: GroupRow): RulerLane {
  return {
    group: row.group,
    position: row.position,
    oldestUnreadId: oldestUnreadId(row),
    unread:
      row.unread === null || row.unreadQuality === 'unknown'
        ? { known: false, because: row.unreadBecause }
        : { known: true, value: row.unread, quality: row.unreadQuality, source: 'history' },
    pending: row.pending,
    marks: [],
    // That they are not recorded is said once, above all lanes.
    marksComplete: true,
    lost: NOT_RECORDED,
  };
}

// Its time is recorded, the rest of its id is not; the ruler needs no more.
function oldestUnreadId({ oldestUnreadAt }: GroupRow): RulerLane['oldestUnreadId'] {
  if (oldestUnreadAt === null) return NOT_RECORDED;
  return { known: true, value: oldestUnreadAt === 0 ? null : `${oldestUnreadAt}-0` };
}
