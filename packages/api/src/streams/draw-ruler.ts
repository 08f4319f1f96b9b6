import { timeInId } from '@weir/domain/entries/id-time';
import { lostEntries } from '@weir/domain/groups/lost-entries';
import { neededFrom, safeToTrim } from '@weir/domain/groups/needed-from';
import type { RulerAnswer, RulerLane } from '@weir/domain/wire/answers';
import type { TrackedGroup } from '../observe/tracked.ts';
import type { Watch } from '../observe/watch.ts';
import { knownStream } from './known-stream.ts';

// Lanes beyond these are drawn without marks: one page of pending entries per lane is what a look may cost.
const LANES_WITH_MARKS = 8;
const MARKS_PER_LANE = 50;
const MARKS_FRESH_MS = 5_000;

/** Where the groups of a stream stand on its log. Positions come from the board, pending marks from one page each. */
export async function drawRuler(watch: Watch, stream: string): Promise<RulerAnswer> {
  const { observation, row, groups } = knownStream(watch, stream);
  const at = watch.board.polledAt ?? row.seenAt;
  const ends = observation.ends.known ? observation.ends.value : undefined;
  const lanes = [...groups.values()].toSorted((a, b) => b.row.pending - a.row.pending);
  return {
    at,
    firstId: ends?.firstId ?? null,
    lastId: ends?.lastId ?? null,
    idsAreTimes: ends === undefined || ends.lastGeneratedId === '0-0' || timeInId(ends.lastGeneratedId, at).known,
    length: observation.length,
    groups: await Promise.all(
      lanes.map(async (group, index): Promise<RulerLane> => {
        const marks = await readMarks(watch, stream, group, index < LANES_WITH_MARKS);
        return {
          group: group.row.group,
          position: group.observation.position,
          oldestUnreadId: group.observation.oldestUnreadId,
          unread: group.observation.unread,
          pending: group.observation.pending,
          ...marks,
          lost: lostEntries(observation, group.observation),
        };
      }),
    ),
    neededFrom: neededFrom(observation),
    safeToTrim: safeToTrim(observation),
  };
}

async function readMarks(
  watch: Watch,
  stream: string,
  { observation }: TrackedGroup,
  wanted: boolean,
): Promise<Pick<RulerLane, 'marks' | 'marksComplete'>> {
  if (observation.pending === 0) return { marks: [], marksComplete: true };
  const linked = watch.gateway.watcher.link.state === 'up';
  const request = { stream, group: observation.group, limit: MARKS_PER_LANE };
  const name = JSON.stringify([stream, observation.group]);
  const page =
    wanted && linked ? await watch.marks.of(name, MARKS_FRESH_MS, () => watch.gateway.pages.pending(request)) : null;
  if (page === null) return { marks: [], marksComplete: false };
  const marks = page.items.map(({ id, deliveredAt }) => ({ id, idleMs: Math.max(0, page.at - deliveredAt) }));
  return { marks, marksComplete: page.next === null };
}
