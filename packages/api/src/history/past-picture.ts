import { ConsoleError } from '@weir/domain/errors/console-error';
import type { PastPicture } from '@weir/domain/history/history';
import { LEVELS, type Level } from '@weir/domain/health/status';
import { GROUP_FIELDS } from '@weir/domain/wire/group-row';
import type { PastAnswer } from '@weir/domain/wire/history-answers';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { packRow } from '@weir/domain/wire/pack';
import { STREAM_FIELDS } from '@weir/domain/wire/stream-row';
import type { Summary } from '@weir/domain/wire/summary';
import type { Watch } from '../observe/watch.ts';

const EVENTS_SHOWN = 200;
// Neither is recorded: what was foretold then, and what of the memory the streams took.
const NO_FORECAST = {
  streamsBytes: null,
  forecast: {
    state: 'none',
    level: 'idle',
    bytesPerSecond: null,
    fullAt: null,
    samples: { from: 0, to: 0, count: 0 },
  },
  sentence: [],
  grower: '',
} as const;

/** Everything as it was at a moment, in the shape of the live picture: whoever can show the one can show the other. */
export async function pastPicture(watch: Watch, boot: string, at: number): Promise<PastAnswer> {
  const { history, board } = watch;
  const found = await history.picture(watch.id, at);
  if (found === null) {
    throw new ConsoleError('not-found', 'Nothing was recorded at that time: it lies before the first recording.');
  }
  const events = await history.events({ connection: watch.id, to: found.at, limit: EVENTS_SHOWN });
  return {
    asked: at,
    at: found.at,
    from: found.from,
    picture: {
      kind: 'picture',
      connection: watch.id,
      boot: `${boot} past`,
      version: 1,
      summary: pastSummary(board.summary, found),
      groups: found.groups.map((row) => packRow(GROUP_FIELDS, row)),
      streams: found.streams.map((row) => packRow(STREAM_FIELDS, row)),
      events: eventsUpTo(events, found.at),
    },
  };
}

function eventsUpTo(events: readonly WeirEvent[], at: number): readonly WeirEvent[] {
  return events.filter((event) => event.at <= at);
}

/** The head of the picture then: sums over its rows; what was not recorded is not known. */
function pastSummary(now: Summary, { at, groups, streams, totals }: PastPicture): Summary {
  const levels = Object.fromEntries(LEVELS.map((level) => [level, 0])) as Record<Level, number>;
  let [unread, unknownGroups, pending] = [0, 0, 0];
  const batch = { value: 0, groups: 0 };
  let furthest: Summary['furthest'] = null;
  let oldestAt: number | null = null;
  for (const row of groups) {
    levels[row.level] += 1;
    pending += row.pending;
    if (row.unread === null) unknownGroups += 1;
    // What waits for the next run of a batch is meant to wait, as in the picture of now.
    if (row.status === 'batch' || row.status === 'late-batch') {
      batch.groups += 1;
      batch.value += row.unread ?? 0;
    } else {
      unread += row.unread ?? 0;
      if (isEarlier(row.oldestUnreadAt, furthest?.oldestUnreadAt ?? null)) {
        const { key, group, stream, oldestUnreadAt } = row;
        furthest = { key, group, stream, oldestUnreadAt };
      }
    }
    if (isEarlier(row.oldestPendingAt, oldestAt)) oldestAt = row.oldestPendingAt;
  }
  return {
    ...now,
    link: { state: 'up', since: at },
    paused: false,
    polledAt: at,
    polledAtHere: at - now.clockSkewMs,
    discovery: { ...now.discovery, complete: true },
    streams: streams.length,
    groups: groups.length,
    levels,
    unread: { value: unread, unknownGroups, batch },
    furthest,
    // Who held it was not recorded.
    pending: { value: pending, oldestAt, holder: '' },
    inPerSecond: totals.inPerSecond,
    outPerSecond: totals.outPerSecond,
    memory: totals.memory && { ...totals.memory, ...NO_FORECAST },
    limits: [],
  };
}

function isEarlier(at: number | null, than: number | null): at is number {
  return at !== null && at !== 0 && (than === null || at < than);
}
