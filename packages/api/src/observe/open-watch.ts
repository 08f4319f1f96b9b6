import type { Gateway } from '@weir/domain/connections/gateway';
import type { History } from '@weir/domain/history/history';
import type { LinkState } from '@weir/domain/connections/link-state';
import { remember } from '../health/remembered.ts';
import { createRecording } from '../history/recording.ts';
import { createBoard } from './board.ts';
import { createSampler } from './sampler.ts';
import { createSharedReads } from './shared-reads.ts';
import { type ConnectionNames, firstSummary } from './summarise.ts';
import { createTimeSlice, type TimeSlice } from './time-slice.ts';
import type { Watch } from './watch.ts';

/** What the surroundings lend: clocks, the event loop, a place for what went wrong. */
export interface Surroundings {
  readonly boot: string;
  readonly historyBytes: number;
  readonly history: History;
  /** This machine's clock, epoch ms. */
  readonly here: () => number;
  /** A clock that only goes forward, ms. */
  readonly monotonic: () => number;
  readonly yieldToOthers: () => Promise<void>;
  readonly onPublish: (connection: string) => void;
  readonly onLink: (connection: string, link: LinkState) => void;
  readonly onFault: (connection: string, fault: unknown) => void;
}

// A third of the longest stall that is allowed: the piece under way is finished first, and memory is collected in between.
const SHARE_MS = 3;

/** Starts to watch one Redis: from here on the board follows its polls. */
export function openWatch(names: ConnectionNames, gateway: Gateway, around: Surroundings): Watch {
  const { watcher } = gateway;
  const newSlice = (): TimeSlice => createTimeSlice(SHARE_MS, around.monotonic, around.yieldToOthers);
  const onFault = (fault: unknown): void => around.onFault(names.id, fault);
  // Fewer than one event a millisecond: numbers of the next process come behind those of this one.
  const firstEventId = Math.floor(around.here());
  const board = createBoard(names.id, around.boot, firstSummary(names, watcher), newSlice, firstEventId);
  const remembered = remember(around.history, names.id, onFault);
  const sampler = createSampler({
    names,
    board,
    watcher,
    historyBytes: around.historyBytes,
    recording: createRecording(board, names.id, around.history, newSlice(), remembered, onFault),
    remembered,
    here: around.here,
    onPublish: () => around.onPublish(names.id),
  });
  watcher.onTick((tick) => {
    sampler.absorb(tick).catch(onFault);
  });
  watcher.onLink((link) => {
    around.onLink(names.id, link);
    sampler.noteLink(link);
  });
  return {
    ...names,
    gateway,
    board,
    walks: createSharedReads(around.here),
    marks: createSharedReads(around.here),
    letters: createSharedReads(around.here),
    history: around.history,
    here: around.here,
    announce: (happenings) => sampler.announce(happenings),
  };
}
