import { type CellBlock, changedFields, type KeyedRow, packCells } from '@weir/domain/wire/changed-cells';
import { GROUP_FIELDS, type GroupRow } from '@weir/domain/wire/group-row';
import type { DeltaFrame, PictureFrame, WeirEvent } from '@weir/domain/wire/live-frame';
import { packRow } from '@weir/domain/wire/pack';
import { STREAM_FIELDS, type StreamRow } from '@weir/domain/wire/stream-row';
import type { Summary } from '@weir/domain/wire/summary';

// Builders for tests: everything calm unless said otherwise.

export function groupRow(change: Partial<GroupRow> = {}): GroupRow {
  return {
    key: 1,
    stream: 'orders',
    group: 'payers',
    level: 'healthy',
    status: 'healthy',
    since: 0,
    sentence: [],
    clause: [],
    unread: 0,
    unreadQuality: 'exact',
    unreadBecause: '',
    oldestUnreadAt: 0,
    behindBecause: '',
    pending: 0,
    oldestPendingAt: 0,
    oldestPendingBecause: '',
    consumers: 1,
    position: '1-0',
    entriesRead: 0,
    inPerSecond: 0,
    outPerSecond: 0,
    eta: 'now',
    etaMs: null,
    nextRunAt: 0,
    spark: 'unread',
    culprit: '',
    seenAt: 0,
    ...change,
  };
}

export function streamRow(change: Partial<StreamRow> = {}): StreamRow {
  return {
    key: 1,
    stream: 'orders',
    level: 'healthy',
    reason: '',
    length: 10,
    groups: 1,
    consumers: 1,
    entriesAdded: 10,
    firstId: '1-0',
    lastId: '10-0',
    firstAt: 1,
    lastAt: 10,
    memoryBytes: 1000,
    memoryBecause: '',
    inPerSecond: 0,
    unread: 0,
    unreadUnknownGroups: 0,
    pending: 0,
    seenAt: 0,
    ...change,
  };
}

export function summaryOf(change: Partial<Summary> = {}): Summary {
  return {
    connection: 'main',
    name: 'main',
    address: 'localhost:6379',
    product: 'redis',
    version: '7.0.15',
    role: 'primary',
    readOnly: false,
    polledAt: 1_000_000,
    polledAtHere: 1_000_000,
    clockSkewMs: 0,
    link: { state: 'up', since: 0 },
    paused: false,
    discovery: { complete: true, lastSweepAt: 0, patterns: ['*'] },
    streams: 1,
    groups: 1,
    levels: { critical: 0, warning: 0, unknown: 0, healthy: 1, idle: 0 },
    unread: { value: 0, unknownGroups: 0, batch: { value: 0, groups: 0 } },
    furthest: null,
    pending: { value: 0, oldestAt: null, holder: '' },
    inPerSecond: 0,
    outPerSecond: 0,
    memory: null,
    cost: {
      configuredIntervalMs: 2_000,
      intervalMs: 2_000,
      stretchedBecause: '',
      lastDurationMs: 10,
      commandsPerSecond: 5,
      bytesPerSecond: 100,
      coreShare: 0.001,
      isMeasured: true,
      budget: { coreShare: 0.01, commandsPerSecond: 1_000, bytesPerSecond: 1_000_000 },
      viewers: 1,
    },
    limits: [],
    ...change,
  };
}

export function eventOf(id: number, at: number): WeirEvent {
  return { id, at, kind: 'state', level: 'note', title: [`event ${id}`], detail: [], stream: 'orders', group: '' };
}

interface FrameRows {
  readonly groups?: readonly GroupRow[];
  readonly streams?: readonly StreamRow[];
}

export function pictureFrame(
  { groups = [], streams = [] }: FrameRows,
  change: Partial<PictureFrame> = {},
): PictureFrame {
  return {
    kind: 'picture',
    connection: 'main',
    boot: 'first',
    version: 1,
    summary: summaryOf(),
    groups: groups.map((row) => packRow(GROUP_FIELDS, row)),
    streams: streams.map((row) => packRow(STREAM_FIELDS, row)),
    events: [],
    ...change,
  };
}

export function deltaFrame(
  from: number,
  { groups = [], streams = [] }: FrameRows = {},
  change: Partial<DeltaFrame> = {},
): DeltaFrame {
  return {
    kind: 'delta',
    connection: 'main',
    from,
    version: from + 1,
    summary: summaryOf(),
    groups: groups.map((row) => packRow(GROUP_FIELDS, row)),
    groupCells: [],
    goneGroups: [],
    streams: streams.map((row) => packRow(STREAM_FIELDS, row)),
    streamCells: [],
    goneStreams: [],
    events: [],
    ...change,
  };
}

interface RowPairs {
  readonly groups?: readonly (readonly [before: GroupRow, after: GroupRow])[];
  readonly streams?: readonly (readonly [before: StreamRow, after: StreamRow])[];
}

/** What a delta carries of rows that were there before. */
export function cellsOf({ groups = [], streams = [] }: RowPairs): Pick<DeltaFrame, 'groupCells' | 'streamCells'> {
  return { groupCells: blocksOf(GROUP_FIELDS, groups), streamCells: blocksOf(STREAM_FIELDS, streams) };
}

function blocksOf<Row extends KeyedRow>(
  fields: readonly (keyof Row)[],
  pairs: readonly (readonly [before: Row, after: Row])[],
): CellBlock[] {
  const changes = pairs.map(([before, after]) => ({ row: after, fields: changedFields(fields, before, after) }));
  return packCells(
    fields,
    changes.filter((change) => change.fields !== 0),
  );
}
