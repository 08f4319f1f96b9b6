import { lostEntries } from '../../groups/lost-entries.ts';
import { ZERO_ID } from '../../entries/entry-id.ts';
import type { GroupObservation } from '../../groups/group-observation.ts';
import type { StreamObservation } from '../../streams/stream-observation.ts';
import type { Sentence } from '../../wire/sentence.ts';
import type { GroupSituation } from '../group-situation.ts';
import { lastReads } from '../last-reads.ts';
import { fired, notKnown, ruledOut, type HealthRule } from '../rule.ts';
import { entries, limitOf, name } from '../say.ts';
import type { Signs } from '../signs.ts';

// A group that lags behind a trimmed stream is before its start in one poll and within it in the next; the loss stays
// on screen while entries still wait and the last one is this fresh.
const FRESH_MS = 30_000;
// A group this close to the end of the stream reads again; nothing is being lost any more.
const KEEPS_UP_MS = 5_000;

/** Entries were trimmed or deleted before the group read them. */
export const losingData: HealthRule = {
  name: 'losing-data',
  title: 'Losing data',
  why: 'Entries left the stream before the group read them. Nobody in this group will ever see them.',
  kind: 'fact',
  look(signs) {
    const { group, memory, stream } = signs.situation;
    const lost = lostEntries(stream, group);
    const fresh = memory.lost > 0 && signs.at - memory.lostSeenAt <= FRESH_MS && !readsAgain(signs);
    if (!fresh) {
      if (!lost.known) return notKnown(this, `Not known: ${lost.because}.`);
      if (lost.value > 0) return ruledOut(this, 'No. What is gone was gone before this group first read.');
      return ruledOut(this, 'No. The position is not before the first entry of the stream.');
    }
    const gone = memory.lost;
    const { sentence: reads, reader } = lastReads(signs);
    return fired(this, {
      level: 'critical',
      evidence: [...entries(gone), ' left the stream before ', name(group.group), ' read them.', ...reads],
      sentence: [
        { t: 'Entries were trimmed before ', b: true },
        name(group.group, true),
        { t: ' read them.', b: true },
        ' ',
        ...entries(gone, true),
        gone === 1 ? ' is gone since ' : ' are gone since ',
        { clock: memory.lostSince },
        ', for good',
        ...leftToRead(signs.unread),
        '.',
        ...reads,
      ],
      clause: [
        ...entries(gone),
        gone === 1 ? ' was trimmed before ' : ' were trimmed before ',
        name(group.group),
        ' read them',
      ],
      advice: [
        'Stop trimming ',
        name(stream.stream),
        ' until the group has caught up: what is beyond its position goes unread.',
      ],
      healthyWhen: [
        'The group reads from within the stream again and is closer than ',
        limitOf(KEEPS_UP_MS),
        ' to its end.',
      ],
      ...(reader === undefined ? {} : { subject: { consumer: reader } }),
    });
  },
};

function leftToRead(unread: number | null): Sentence {
  if (unread === null) return [];
  return ['; ', { n: unread }, unread === 1 ? ' is still to be read' : ' are still to be read'];
}

function readsAgain(signs: Signs): boolean {
  const { group, memory, stream } = signs.situation;
  if (signs.unread === 0) return true;
  const lost = lostEntries(stream, group);
  const within = memory.lostSeenAt < signs.at && lost.known;
  return within && signs.behind.known && signs.behind.value < KEEPS_UP_MS;
}

/**
 * Notes losses of this poll in the group's memory. What had gone before the group's first read is not its loss, and
 * neither is what it lost before this incident: up to Redis 7.0 entries-read never makes up for entries that were
 * skipped, so old losses stay in the difference; later servers correct it, so earlier ones of this incident are carried.
 */
export function rememberLoss({ at, stream, group, memory }: GroupSituation): void {
  const lost = lostEntries(stream, group);
  if (!lost.known) return;
  const fresh = memory.lost > 0 && at - memory.lostSeenAt <= FRESH_MS;
  if (!fresh) memory.lostCarried = 0;
  if (group.position === ZERO_ID) {
    if (memory.lostBefore < 0) memory.lostBefore = lost.value;
  } else if (lost.value === 0) {
    memory.lostBefore = skippedBefore(stream, group);
    memory.lostCarried = fresh ? memory.lost : 0;
  } else if (memory.lostBefore < 0) memory.lostBefore = 0;
  const own = memory.lostCarried + lost.value - Math.max(0, memory.lostBefore);
  if (lost.value === 0 || own <= 0) return;
  if (!fresh) memory.lostSince = at;
  memory.lost = fresh ? Math.max(memory.lost, own) : own;
  memory.lostSeenAt = at;
}

// Within the stream: everything added is read, unread, or was skipped at some time.
function skippedBefore(stream: StreamObservation, group: GroupObservation): number {
  if (!stream.ends.known || !group.unread.known || group.unread.quality !== 'exact') return 0;
  const { entriesAdded } = stream.ends.value;
  if (!entriesAdded.known || !group.entriesRead.known) return 0;
  return Math.max(0, entriesAdded.value - group.unread.value - group.entriesRead.value);
}
