import type { PollTick, Watcher } from '@weir/domain/connections/gateway';
import type { Level } from '@weir/domain/health/status';
import { valueOr } from '@weir/domain/known/known';
import type { Discovery, Summary } from '@weir/domain/wire/summary';
import { limitSentences } from '../capabilities/limit-sentences.ts';
import type { Board } from './board.ts';
import { threeDigits } from './figures.ts';
import { NOTHING_YET, pollCost } from './poll-cost.ts';
import type { TimeSlice } from './time-slice.ts';
import type { TrackedGroup } from './tracked.ts';

/** What the settings say of a connection. */
export interface ConnectionNames {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** host:port, never with a password. */
  readonly address: string;
  readonly readOnly: boolean;
}

const NOT_DISCOVERED: Discovery = { complete: false, lastSweepAt: null, patterns: [] };

type Figures = Pick<
  Summary,
  'streams' | 'groups' | 'levels' | 'unread' | 'furthest' | 'pending' | 'inPerSecond' | 'outPerSecond'
> & { readonly streamsBytes: number | null };

/** The head of the picture before anything was read. */
export function firstSummary(names: ConnectionNames, watcher: Watcher): Summary {
  return { ...headOf(names, watcher), ...NO_FIGURES, memory: null, ...NO_POLL };
}

/** The head of the picture after a poll. Sums leave unknown figures out and say how many. */
export async function summarise(
  names: ConnectionNames,
  watcher: Watcher,
  board: Board,
  tick: PollTick,
  slice: TimeSlice,
): Promise<Summary> {
  const { streamsBytes, ...figures } = await addUp(board, slice);
  return {
    ...headOf(names, watcher),
    ...figures,
    memory: memoryOf(watcher, board, tick.at, streamsBytes),
    polledAt: tick.at,
    polledAtHere: tick.atHere,
    clockSkewMs: tick.at - tick.atHere,
    discovery: tick.discovery,
    cost: pollCost(board),
    limits: limitSentences(watcher.capabilities, watcher.identity),
  };
}

/** The same head after something changed between two polls: the link, a pause. */
export function withLink(summary: Summary, watcher: Watcher): Summary {
  return { ...summary, link: watcher.link, paused: watcher.paused };
}

function headOf(names: ConnectionNames, watcher: Watcher) {
  const identity = watcher.identity;
  return {
    connection: names.id,
    name: names.name,
    address: names.address,
    readOnly: names.readOnly,
    product: identity?.product ?? '',
    version: identity?.version ?? '',
    role: identity?.role ?? 'unknown',
    link: watcher.link,
    paused: watcher.paused,
  };
}

function memoryOf(watcher: Watcher, board: Board, at: number, streamsBytes: number | null): Summary['memory'] {
  const identity = watcher.identity;
  if (identity === undefined || !identity.memoryUsedBytes.known) return null;
  const usedBytes = identity.memoryUsedBytes.value;
  const maxBytes = valueOr(identity.memoryMaxBytes, 0);
  const policy = valueOr(identity.memoryPolicy, '');
  return {
    usedBytes,
    maxBytes,
    ...board.memory.look(board, { usedBytes, maxBytes, policy }, at),
    streamsBytes,
    evictedKeys: valueOr(identity.evictedKeys, 0),
  };
}

async function addUp(board: Board, slice: TimeSlice): Promise<Figures> {
  const levels: Record<Level, number> = { critical: 0, warning: 0, unknown: 0, healthy: 0, idle: 0 };
  const sums = { groups: 0, unread: 0, unknownGroups: 0, atMost: false, moreThan: false, pending: 0 };
  // What waits for the next run of a batch is meant to wait: it is told apart from the total.
  const batch = { value: 0, groups: 0 };
  let furthest: TrackedGroup | undefined;
  let oldest: TrackedGroup | undefined;
  const rateIn = createSum();
  const rateOut = createSum();
  const bytes = createSum();
  for (const stream of board.streams.values()) {
    rateIn.add(stream.row.inPerSecond);
    bytes.add(stream.row.memoryBytes);
    for (const group of stream.groups.values()) {
      const { row } = group;
      levels[row.level] += 1;
      sums.groups += 1;
      sums.pending += row.pending;
      rateOut.add(row.outPerSecond);
      if (row.nextRunAt > 0) {
        batch.groups += 1;
        batch.value += row.unread ?? 0;
      } else {
        addUnread(sums, row);
        if (earlier(row.oldestUnreadAt, furthest?.row.oldestUnreadAt)) furthest = group;
      }
      if (earlier(row.oldestPendingAt, oldest?.row.oldestPendingAt)) oldest = group;
    }
    if (slice.isOver()) await slice.breathe();
  }
  return {
    streams: board.streams.size,
    groups: sums.groups,
    levels,
    unread: { value: sums.unread, unknownGroups: sums.unknownGroups, batch, ...boundOf(sums) },
    furthest: furthest === undefined ? null : placeOf(furthest),
    pending: { value: sums.pending, oldestAt: oldest?.row.oldestPendingAt ?? null, holder: holderOf(oldest) },
    inPerSecond: rounded(rateIn.value()),
    outPerSecond: rounded(rateOut.value()),
    streamsBytes: bytes.value(),
  };
}

interface UnreadSums {
  unread: number;
  unknownGroups: number;
  atMost: boolean;
  moreThan: boolean;
}

function addUnread(sums: UnreadSums, { unread, unreadQuality }: TrackedGroup['row']): void {
  if (unread === null) sums.unknownGroups += 1;
  else sums.unread += unread;
  if (unreadQuality === 'at-most') sums.atMost = true;
  else if (unreadQuality === 'more-than') sums.moreThan = true;
}

// 0 stands for "nothing waits", null for "not known": neither is earlier than anything.
function earlier(at: number | null, than: number | null | undefined): boolean {
  if (at === null || at === 0) return false;
  return than === null || than === undefined || at < than;
}

function placeOf(group: TrackedGroup): Summary['furthest'] {
  const { key, group: name, stream, oldestUnreadAt } = group.row;
  return { key, group: name, stream, oldestUnreadAt: oldestUnreadAt ?? 0 };
}

function holderOf(group: TrackedGroup | undefined): string {
  const oldest = group?.observation.oldestPending;
  return oldest?.known ? (oldest.value?.consumer ?? '') : '';
}

function rounded(rate: number | null): number | null {
  return rate === null ? null : threeDigits(rate);
}

/** A sum that stays unknown until one known figure came. */
function createSum(): { add(figure: number | null): void; value(): number | null } {
  let sum: number | null = null;
  return {
    add(figure) {
      if (figure !== null) sum = (sum ?? 0) + figure;
    },
    value: () => sum,
  };
}

const NO_FIGURES = {
  streams: 0,
  groups: 0,
  levels: { critical: 0, warning: 0, unknown: 0, healthy: 0, idle: 0 },
  unread: { value: 0, unknownGroups: 0, batch: { value: 0, groups: 0 } },
  furthest: null,
  pending: { value: 0, oldestAt: null, holder: '' },
  inPerSecond: null,
  outPerSecond: null,
} as const;

const NO_POLL = {
  polledAt: null,
  polledAtHere: null,
  clockSkewMs: 0,
  discovery: NOT_DISCOVERED,
  limits: [],
  cost: NOTHING_YET,
} as const;

function boundOf({ atMost, moreThan }: { atMost: boolean; moreThan: boolean }): Pick<Summary['unread'], 'bound'> {
  if (atMost && moreThan) return { bound: 'about' };
  return atMost ? { bound: 'at-most' } : moreThan ? { bound: 'more-than' } : {};
}
