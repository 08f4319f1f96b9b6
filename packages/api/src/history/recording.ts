import type { History, HistoryTick, SeriesName } from '@weir/domain/history/history';
import type { SeriesKind } from '@weir/domain/history/series-kinds';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import type { Board } from '../observe/board.ts';
import type { TimeSlice } from '../observe/time-slice.ts';
import type { TrackedGroup, TrackedStream } from '../observe/tracked.ts';
import { createConsumerKeys } from './consumer-keys.ts';
import type { Remembered } from '../health/remembered.ts';
import { createBaselineFilter } from './noted-baselines.ts';
import { createVerdictFilter } from './noted-verdicts.ts';
import { addFigures, consumerFigures, groupFigures, streamFigures, totalFigures } from './recorded-figures.ts';

/** What a poll did, as far as recording is concerned. */
export interface PollSeen {
  readonly at: number;
  readonly intervalMs: number;
  /** Nothing is known of the time before it. */
  readonly isAfterGap: boolean;
  readonly streams: Iterable<TrackedStream>;
  /** Those whose row changed. */
  readonly groups: Iterable<TrackedGroup>;
  readonly gone: readonly number[];
}

/** Hands on to the history what each poll saw of one connection. */
export interface Recording {
  /** Resolves once the poll is put together, not once it is written. Polls are given one after the other. */
  take(seen: PollSeen): Promise<void>;
}

// The whole connection among the keys of its rows, which begin at 1.
const TOTAL_KEY = 0;
const TOTAL: SeriesName = { kind: 'total', stream: '', group: '', consumer: '' };
// Those that are waiting to be written while nothing can be.
const EVENTS_HELD = 1_000;

/**
 * A poll that comes while the one before is still being written is kept with the next: a slow disk makes the history
 * coarser, and never the picture of now late.
 */
export function createRecording(
  board: Board,
  connection: string,
  history: History,
  slice: TimeSlice,
  remembered: Remembered,
  onFault: (fault: unknown) => void,
): Recording {
  let filter = createVerdictFilter();
  const baselines = createBaselineFilter();
  const consumers = createConsumerKeys();
  let told = new Set<number>();
  let isWhole = true;
  let isWriting = false;
  let isAfterGap = true;
  let lastEvent = 0;
  const streams = new Set<TrackedStream>();
  const verdicts = new Set<TrackedGroup>();
  const gone = new Set<number>();

  function beginAnew(): void {
    isWhole = true;
    isAfterGap = true;
    told = new Set();
    filter = createVerdictFilter();
    consumers.forget();
    streams.clear();
    gone.clear();
  }

  async function packed(at: number, intervalMs: number): Promise<HistoryTick> {
    const keys: number[] = [];
    const figures: number[] = [];
    const fresh: HistoryTick['fresh'][number][] = [];
    const goneConsumers: number[] = [];
    const tell = (key: number, kind: SeriesKind, stream: string, group: string, consumer: string): void => {
      keys.push(key);
      if (told.has(key)) return;
      told.add(key);
      fresh.push({ key, kind, stream, group, consumer });
    };
    tell(TOTAL_KEY, TOTAL.kind, '', '', '');
    addFigures(figures, 'total', totalFigures(board.summary));
    for (const stream of isWhole ? board.streams.values() : streams) {
      const { observation } = stream;
      const ofStream = streamFigures(observation);
      tell(stream.key, 'stream', observation.stream, '', '');
      addFigures(figures, 'stream', ofStream);
      for (const group of stream.groups.values()) {
        tell(group.key, 'group', observation.stream, group.observation.group, '');
        addFigures(figures, 'group', groupFigures(group.observation, ofStream.entriesAdded, at));
        const { kept, lost } = consumers.of(group);
        for (const { key, consumer } of kept) {
          tell(key, 'consumer', observation.stream, group.observation.group, consumer.consumer);
          addFigures(figures, 'consumer', consumerFigures(consumer));
        }
        goneConsumers.push(...lost);
        if (slice.isOver()) await slice.breathe();
      }
      if (slice.isOver()) await slice.breathe();
    }
    const judged = [...(isWhole ? allGroups(board) : verdicts)];
    const noted = judged.map((group) => filter.due(group, at));
    // What was kept before is not replaced by what was learned since the start.
    const learned = remembered.isHere ? judged.map((group) => baselines.due(group, at)) : [];
    const lost = [...gone].flatMap((key) => [key, ...consumers.ofGone(key)]);
    return {
      connection,
      at,
      intervalMs,
      isAfterGap,
      isWhole,
      fresh,
      keys: Float64Array.from(keys),
      figures: Float64Array.from(figures),
      gone: isWhole ? [] : [...lost, ...goneConsumers],
      verdicts: noted.filter((verdict) => verdict !== undefined),
      events: eventsSince(lastEvent),
      baselines: learned.filter((one) => one !== undefined),
    };
  }

  function eventsSince(id: number): readonly WeirEvent[] {
    return board.events.filter((event) => event.id > id).slice(-EVENTS_HELD);
  }

  async function send(tick: HistoryTick): Promise<void> {
    if ((await history.note(tick)) === 'again') beginAnew();
    else lastEvent = tick.events.at(-1)?.id ?? lastEvent;
  }

  return {
    async take(seen) {
      for (const stream of seen.streams) streams.add(stream);
      for (const group of seen.groups) verdicts.add(group);
      for (const key of seen.gone) gone.add(key);
      isAfterGap ||= seen.isAfterGap;
      if (isWriting) return;
      if (history.state().state !== 'ok') {
        beginAnew();
        return;
      }
      const tick = await packed(seen.at, seen.intervalMs);
      streams.clear();
      verdicts.clear();
      gone.clear();
      isWhole = false;
      isAfterGap = false;
      isWriting = true;
      void send(tick)
        .catch((fault: unknown) => {
          beginAnew();
          onFault(fault);
        })
        .finally(() => (isWriting = false));
    },
  };
}

function* allGroups(board: Board): Generator<TrackedGroup> {
  for (const stream of board.streams.values()) yield* stream.groups.values();
}
