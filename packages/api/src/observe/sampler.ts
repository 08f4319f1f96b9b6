import type { PollTick, Watcher } from '@weir/domain/connections/gateway';
import type { LinkState } from '@weir/domain/connections/link-state';
import type { ServerHabits } from '@weir/domain/health/group-situation';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { NOTHING_REMEMBERED, type Remembered } from '../health/remembered.ts';
import { type Happening, linkEvent } from '../events/event-writer.ts';
import { failoverEvent } from '../events/failover-event.ts';
import { afterRestart } from '../events/restart-event.ts';
import type { Recording } from '../history/recording.ts';
import { addEvents, type Board, redisNow } from './board.ts';
import { NO_CHANGES, type RowChanges } from './delta.ts';
import { copyRing, createHistory } from './history.ts';
import { relaxedFor } from './observe-group.ts';
import { noteCost } from './poll-cost.ts';
import { type ConnectionNames, summarise, withLink } from './summarise.ts';
import { recallLate } from './recall-late.ts';
import { addStream, dropStream, type Gathered, nothingGathered, renewStream, type TickWork } from './tick-work.ts';
import type { TrackedStream } from './tracked.ts';

/** Turns polls into the picture on the board. */
export interface Sampler {
  /** Takes one poll in; polls are taken one after the other, and those that had to wait are taken as one. */
  absorb(tick: PollTick): Promise<void>;
  noteLink(link: LinkState): void;
  /** Publishes what changed between two polls: the link, a pause, what somebody did or a rule found. */
  announce(happenings?: readonly Happening[]): void;
}

export interface SamplerParts {
  readonly names: ConnectionNames;
  readonly board: Board;
  readonly watcher: Watcher;
  /** Memory for one hour of history of this connection. */
  readonly historyBytes: number;
  readonly here: () => number;
  /** Where polls are written down; absent = nowhere. */
  readonly recording?: Recording;
  /** What was learned of the groups before a restart; absent = nothing. */
  readonly remembered?: Remembered;
  /** Called after the board has a new version. */
  readonly onPublish: () => void;
}

// A calamity that turns hundreds of groups at once is one story; the rows tell the rest.
const EVENTS_PER_PUBLISH = 50;
// A stream's ring is less than half as wide as a group's.
const STREAM_WEIGHT = 0.4;
// Viewers of tens of thousands of groups see what changed before the others are looked through.
const CONFIRM_FIRST_MS = 20;

export function createSampler(parts: SamplerParts): Sampler {
  const { board, names, watcher, remembered = NOTHING_REMEMBERED } = parts;
  const history = createHistory(parts.historyBytes);
  const slice = board.newSlice();
  let link = watcher.link;
  let discovered = false;
  /** Of the process whose polls are on the board; '' = not told. */
  let runId = '';
  let role = '';
  let awayMs: number | null = null;
  /** Polling was paused since the newest poll. */
  let isPaused = false;
  /** What was found after the newest version was published. */
  let carried = nothingGathered();
  let isRecalled = false;
  let waiting: PollTick | undefined;
  let working: Promise<void> | undefined;

  async function take(tick: PollTick): Promise<void> {
    // Judged without what is usual of it, a group that is fine can look as if it were not.
    if (board.polledAt === null) await remembered.waited();
    else remembered.tryAgain();
    const begun = parts.here();
    if (!isRecalled) isRecalled = await recallLate(board, remembered, slice, tick.at);
    await fitHistory(tick);
    if (tick.first && board.polledAt !== null) markGaps(board, board.polledAt);
    const restarted = hasRestarted();
    runId = watcher.identity?.runId ?? runId;
    const work = beginWork(tick, carried);
    const failedOver = failoverEvent(role, watcher.identity?.role ?? '', tick.at);
    if (failedOver !== undefined) work.happenings.push(failedOver);
    role = watcher.identity?.role ?? role;
    carried = nothingGathered();
    for (const gone of tick.gone) dropStream(work, gone);
    for (const stream of tick.changed) await takeStream(work, stream);
    const others = streamsBut(board, new Set(tick.changed.map(({ stream }) => stream)));
    const all = await confirm(work, others, begun + CONFIRM_FIRST_MS);
    discovered ||= tick.discovery.complete;
    if (discovered && isRecalled) remembered.forget();
    board.polledAt = tick.at;
    board.polledAtHere = tick.atHere;
    noteCost(board, tick.atHere, tick.cost);
    board.summary = await summarise(names, watcher, board, tick, slice);
    board.totals.record(board.summary, tick.at);
    // Nobody looks: whoever comes first has it made.
    const rows = board.viewers > 0 ? await board.shelf.writeRows(work) : undefined;
    publish(work, rows, restarted ? afterRestart(work.happenings, awayMs, tick.at) : work.happenings);
    awayMs = null;
    await record(tick, work);
    // What changes only because time passes can wait for the next version; what changed in Redis did not have to.
    if (!all) await confirm(beginWork(tick, carried), others, Infinity);
  }

  async function record(tick: PollTick, work: TickWork): Promise<void> {
    const streams = tick.changed
      .map(({ stream }) => board.streams.get(stream))
      .filter((stream) => stream !== undefined);
    const gone = [...work.goneGroups, ...work.goneStreams];
    const { intervalMs } = tick.cost;
    const isAfterGap = tick.first || isPaused;
    isPaused = false;
    await parts.recording?.take({ at: tick.at, intervalMs, isAfterGap, streams, groups: work.groups.keys(), gone });
  }

  function hasRestarted(): boolean {
    const now = watcher.identity?.runId ?? '';
    return runId !== '' && now !== '' && now !== runId;
  }

  async function takeStream(work: TickWork, stream: StreamObservation): Promise<void> {
    const tracked = board.streams.get(stream.stream);
    if (tracked !== undefined && tracked.observation.since === stream.since) await renewStream(work, tracked, stream);
    else {
      // Deleted and created again between two polls: another stream of the same name.
      if (tracked !== undefined) dropStream(work, { stream: stream.stream, because: 'deleted' });
      await addStream(work, stream);
    }
    if (slice.isOver()) await slice.breathe();
  }

  /** Takes in that these streams are as they were; true when none is left, false when it became too late for more. */
  async function confirm(work: TickWork, streams: Iterator<TrackedStream>, untilHere: number): Promise<boolean> {
    while (parts.here() < untilHere) {
      const next = streams.next();
      if (next.done) return true;
      await renewStream(work, next.value, next.value.observation);
      if (slice.isOver()) await slice.breathe();
    }
    return false;
  }

  function beginWork(tick: PollTick, gathered: Gathered): TickWork {
    const server = habitsOf(watcher);
    return {
      board,
      history,
      slice,
      remembered,
      moment: { at: tick.at, intervalMs: tick.cost.intervalMs, server, relaxedMs: relaxedFor(board.summary.groups) },
      tellsNews: discovered && board.polledAt !== null,
      ...gathered,
    };
  }

  async function fitHistory(tick: PollTick): Promise<void> {
    let series = 0;
    for (const stream of board.streams.values()) series += STREAM_WEIGHT + stream.groups.size;
    for (const stream of tick.changed)
      if (!board.streams.has(stream.stream)) series += STREAM_WEIGHT + stream.groups.length;
    if (!history.outgrown(series)) return;
    for (const stream of board.streams.values()) {
      stream.ring = copyRing(stream.ring, history.streamRing());
      for (const group of stream.groups.values()) {
        group.ring = copyRing(group.ring, history.groupRing());
        if (slice.isOver()) await slice.breathe();
      }
    }
  }

  function publish(
    changes: RowChanges,
    rows: readonly Uint8Array[] | undefined,
    happenings: readonly Happening[],
  ): void {
    const events = numbered(board, happenings);
    addEvents(board, events);
    board.version += 1;
    const { groups, streams, goneGroups, goneStreams } = changes;
    board.shelf.put({ version: board.version, groups, streams, goneGroups, goneStreams, events }, rows);
    parts.onPublish();
  }

  function publishHead(happenings: readonly Happening[]): void {
    board.summary = withLink(board.summary, watcher);
    publish(NO_CHANGES, undefined, happenings);
  }

  async function drain(): Promise<void> {
    try {
      while (waiting !== undefined) {
        const tick = waiting;
        waiting = undefined;
        await take(tick);
      }
    } catch (fault) {
      // Some of its changes are on the board and in no delta: viewers start anew from a picture.
      board.shelf.forget();
      carried = nothingGathered();
      board.version += 1;
      throw fault;
    } finally {
      working = undefined;
    }
  }

  return {
    absorb(tick) {
      waiting = waiting === undefined ? tick : bothTicks(waiting, tick);
      working ??= drain();
      return working;
    },

    noteLink(now) {
      const at = redisNow(board, parts.here()) ?? parts.here();
      // A restart is told with the first poll after it, which knows what else it did.
      const event = now.state === 'up' && hasRestarted() ? undefined : linkEvent(link, now, at);
      if (now.state === 'up' && link.state === 'down') awayMs = now.since - link.since;
      if (now.state === 'down' && link.state !== 'down' && board.polledAt !== null) markGaps(board, board.polledAt);
      link = now;
      publishHead(event === undefined ? [] : [event]);
    },

    announce(happenings = []) {
      isPaused ||= watcher.paused;
      if (watcher.paused && board.polledAt !== null) markGaps(board, board.polledAt);
      publishHead(happenings);
    },
  };
}

function* streamsBut(board: Board, taken: ReadonlySet<string>): Generator<TrackedStream> {
  for (const [name, stream] of board.streams) if (!taken.has(name)) yield stream;
}

/** What of this server judging has to know. */
export function habitsOf(watcher: Pick<Watcher, 'capabilities' | 'identity'>): ServerHabits {
  return {
    idleCountsAttempts: watcher.capabilities?.idleCountsAttempts ?? false,
    role: watcher.identity?.role ?? 'unknown',
  };
}

function numbered(board: Board, happenings: readonly Happening[]): WeirEvent[] {
  const events = happenings
    .slice(0, EVENTS_PER_PUBLISH)
    .map((happening) => ({ ...happening, id: board.nextEventId++ }));
  const more = happenings.length - events.length;
  const last = events.at(-1);
  if (more > 0 && last !== undefined) {
    const title = [{ n: more }, ' more changes at the same moment'];
    events.push({
      ...last,
      id: board.nextEventId++,
      kind: 'state',
      level: 'note',
      title,
      detail: [],
      stream: '',
      group: '',
    });
  }
  return events;
}

function markGaps(board: Board, at: number): void {
  board.totals.ring.markGap(at);
  for (const stream of board.streams.values()) {
    stream.ring.markGap(at);
    for (const group of stream.groups.values()) group.ring.markGap(at);
  }
}

/** Two polls taken as one: the newer observation of each stream, and whatever went in either. */
function bothTicks(older: PollTick, newer: PollTick): PollTick {
  const changed = new Map([...older.changed, ...newer.changed].map((stream) => [stream.stream, stream]));
  const goneLater = new Set(newer.gone.map((gone) => gone.stream));
  const back = new Set(newer.changed.map((stream) => stream.stream));
  for (const stream of goneLater) changed.delete(stream);
  for (const { stream } of older.gone) if (!back.has(stream)) changed.delete(stream);
  return {
    ...newer,
    changed: [...changed.values()],
    gone: [...older.gone, ...newer.gone.filter(({ stream }) => !older.gone.some((gone) => gone.stream === stream))],
    first: older.first || newer.first,
    cost: {
      ...newer.cost,
      commands: older.cost.commands + newer.cost.commands,
      bytesIn: older.cost.bytesIn + newer.cost.bytesIn,
      serverMicros: older.cost.serverMicros + newer.cost.serverMicros,
    },
  };
}
