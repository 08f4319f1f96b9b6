import type { PollTick, TickCost, Watcher } from '@weir/domain/connections/gateway';
import type { LinkState } from '@weir/domain/connections/link-state';
import type { ServerIdentity } from '@weir/domain/connections/server-identity';
import type { EntryId } from '@weir/domain/entries/entry-id';
import type { GroupObservation } from '@weir/domain/groups/group-observation';
import type { History } from '@weir/domain/history/history';
import { noHistory } from '@weir/domain/history/no-history';
import { known, unknown } from '@weir/domain/known/known';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import { remember } from '../health/remembered.ts';
import { createRecording } from '../history/recording.ts';
import { type Board, createBoard } from './board.ts';
import type { Frame } from './delta-shelf.ts';
import { createSampler, type Sampler } from './sampler.ts';
import { type ConnectionNames, firstSummary } from './summarise.ts';
import type { TimeSlice } from './time-slice.ts';

/** 2026-11-21T12:00:00Z; where every rehearsal starts. */
export const NOON = 1_795_262_400_000;

export const NAMES: ConnectionNames = {
  id: 'main',
  name: 'rehearsal',
  kind: 'test',
  address: '127.0.0.1:1',
  readOnly: false,
};

const COST: TickCost = {
  durationMs: 3,
  commands: 10,
  bytesIn: 1_000,
  serverMicros: 200,
  isMeasured: false,
  configuredIntervalMs: 2_000,
  intervalMs: 2_000,
  stretchedBecause: '',
  budget: { coreShare: 0.01, commandsPerSecond: 20_000, bytesPerSecond: 8_388_608 },
};

/** The id whose time is `at`. */
export function idAt(at: number, seq = 0): EntryId {
  // Sound: canonical by construction.
  return `${at}-${seq}` as EntryId;
}

export function seenGroup(change: Partial<GroupObservation> = {}): GroupObservation {
  return {
    group: 'g',
    seenAt: NOON,
    since: NOON,
    consumers: 1,
    pending: 0,
    position: idAt(NOON - 1_000),
    entriesRead: known(10),
    unread: { known: true, value: 0, quality: 'exact', source: 'test' },
    oldestUnreadId: known(null),
    oldestPending: known(null),
    worstPending: known(null),
    consumerList: known({
      readAt: NOON,
      consumers: [{ consumer: 'c1', pending: 0, lastCallAt: NOON, lastGotWorkAt: known(NOON) }],
    }),
    ...change,
  };
}

export function seenStream(
  stream: string,
  groups: readonly GroupObservation[],
  change: Partial<StreamObservation> = {},
): StreamObservation {
  const id = idAt(NOON - 1_000);
  return {
    stream,
    seenAt: NOON,
    since: NOON,
    length: 10,
    ends: known({
      readAt: NOON,
      firstId: id,
      lastId: id,
      lastGeneratedId: id,
      entriesAdded: known(10),
      maxDeletedId: known(idAt(0)),
      fat: false,
    }),
    memoryBytes: unknown('not read'),
    groups,
    ...change,
  };
}

/** A connection acted out poll by poll, without a Redis. For tests of what is made of polls. */
export interface Rehearsal {
  readonly board: Board;
  readonly sampler: Sampler;
  readonly watcher: { link: LinkState; paused: boolean; identity: ServerIdentity | undefined };
  at: number;
  published: number;
  whenPublished: () => void;
  /** How long this machine takes from one look at the clock to the next, ms. */
  lookTakesMs: number;
  /** Plays one poll two seconds after the one before. */
  poll(change?: Partial<PollTick>): Promise<void>;
}

const unhurried = (): TimeSlice => ({ isOver: () => false, breathe: () => Promise.resolve() });

export function rehearse(newSlice: () => TimeSlice = unhurried, history: History = noHistory()): Rehearsal {
  const remembered = remember(history, 'main', (fault) => {
    throw fault;
  });
  const watcher = {
    link: { state: 'up', since: NOON } as LinkState,
    paused: false,
    identity: undefined as ServerIdentity | undefined,
    capabilities: undefined,
  };
  // Sound for what a sampler reads of a watcher: its link, pause, identity and capabilities.
  const asWatcher = watcher as unknown as Watcher;
  const board = createBoard('main', 'boot-1', firstSummary(NAMES, asWatcher), newSlice);
  const sampler = createSampler({
    names: NAMES,
    board,
    watcher: asWatcher,
    historyBytes: 64 * 1024 * 1024,
    recording: createRecording(board, 'main', history, newSlice(), remembered, (fault) => {
      throw fault;
    }),
    remembered,
    here: () => rehearsal.at + (lookedMs += rehearsal.lookTakesMs),
    onPublish: () => {
      rehearsal.published += 1;
      rehearsal.whenPublished();
    },
  });
  let lookedMs = 0;
  const rehearsal: Rehearsal = {
    board,
    sampler,
    watcher,
    at: NOON,
    published: 0,
    whenPublished: () => {},
    lookTakesMs: 0,
    poll(change = {}) {
      rehearsal.at += 2_000;
      const tick: PollTick = {
        at: rehearsal.at,
        atHere: rehearsal.at,
        changed: [],
        gone: [],
        discovery: { complete: true, lastSweepAt: rehearsal.at, patterns: [] },
        cost: COST,
        first: false,
        ...change,
      };
      return sampler.absorb(tick);
    },
  };
  return rehearsal;
}

/** A frame as a browser reads it. */
export function readFrame(frame: Uint8Array | Frame | undefined): Record<string, unknown> {
  const bytes = frame instanceof Uint8Array ? frame : frame?.bytes;
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
}
