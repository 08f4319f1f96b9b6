import type { WaitingTimes } from '@weir/domain/connections/gateway';
import type { ConsumerObservation } from '@weir/domain/consumers/consumer-observation';
import { type ConsumerContext, consumerContext, judgeConsumer } from '@weir/domain/health/judge-consumer';
import { LEVELS } from '@weir/domain/health/status';
import { mapKnown } from '@weir/domain/known/known';
import type { ConsumerAnswer, ConsumersAnswer } from '@weir/domain/wire/answers';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { WAITING_EDGES_MS } from '@weir/domain/wire/waiting-time';
import { compareText, cursorOf, nameInCursor, type PageRequest } from '../observe/paging.ts';
import type { Watch } from '../observe/watch.ts';
import { type KnownGroup, knownGroup } from '../streams/known-stream.ts';
import { waitingWalk } from './waiting-walk.ts';

export interface ConsumersRequest extends PageRequest {
  readonly stream: string;
  readonly group: string;
}

const NO_CELLS: readonly number[] = Array.from({ length: WAITING_EDGES_MS.length + 1 }, () => 0);

/** Consumers of a group, worst first, then the ones that hold most; cells come from a shared walk over its pending list. */
export async function listConsumers(watch: Watch, request: ConsumersRequest): Promise<ConsumersAnswer> {
  const found = knownGroup(watch, request.stream, request.group);
  const { consumerList, consumers, pending } = found.group.observation;
  const empty = {
    items: [],
    nextCursor: null,
    total: consumers,
    edgesMs: WAITING_EDGES_MS,
    cellsLookedAt: 0,
    cellsComplete: false,
    cellsAt: null,
  };
  if (!consumerList.known) return { ...empty, because: consumers === 0 ? '' : consumerList.because, readAt: null };

  const walk = await waitingWalk(watch, request.stream, request.group, pending);
  const context = contextOf(watch, found);
  const all = consumerList.value.consumers.map((consumer) =>
    consumerAnswer(consumer, context, cellsOf(consumer, walk)),
  );
  all.sort(inOrder);
  const after = nameInCursor(request.cursor, 1)?.[0];
  const from = after === undefined ? 0 : 1 + all.findIndex(({ consumer }) => consumer === after);
  const items = all.slice(from, from + request.limit);
  const last = items.at(-1);
  return {
    ...empty,
    items,
    nextCursor: from + items.length < all.length && last !== undefined ? cursorOf([last.consumer]) : null,
    because: '',
    readAt: consumerList.value.readAt,
    cellsLookedAt: walk?.lookedAt ?? 0,
    cellsComplete: walk?.complete ?? pending === 0,
    cellsAt: walk?.at ?? null,
  };
}

function contextOf(watch: Watch, { stream, group }: KnownGroup): ConsumerContext {
  const { capabilities, identity } = watch.gateway.watcher;
  return consumerContext({
    at: watch.board.polledAt ?? group.judgedAt,
    stream: stream.observation,
    group: group.observation,
    history: group.ring,
    memory: group.memory,
    limits: group.limits,
    usualIn: group.hourlyUsual.at(group.judgedAt),
    server: { idleCountsAttempts: capabilities?.idleCountsAttempts ?? false, role: identity?.role ?? 'unknown' },
  });
}

// Who holds nothing has empty cells even where no walk was made; a walk that did not end leaves later holders unknown.
function cellsOf(consumer: ConsumerObservation, walk: WaitingTimes | null): readonly number[] | null {
  if (consumer.pending === 0) return NO_CELLS;
  if (walk === null) return null;
  return walk.cells.get(consumer.consumer) ?? (walk.complete ? NO_CELLS : null);
}

function consumerAnswer(
  consumer: ConsumerObservation,
  context: ConsumerContext,
  cells: readonly number[] | null,
): ConsumerAnswer {
  const verdict = judgeConsumer(consumer, context);
  const { at: now } = context.situation;
  const age = (at: number): number => Math.max(0, now - at);
  return {
    consumer: consumer.consumer,
    pending: consumer.pending,
    idleMs: age(consumer.lastCallAt),
    inactiveMs: mapKnown(consumer.lastGotWorkAt, (at) => (at === null ? null : age(at))),
    lastCallAt: consumer.lastCallAt,
    lastGotWorkAt: consumer.lastGotWorkAt,
    health: verdict.status,
    level: verdict.level,
    reason: plainSentence(verdict.reason, now),
    cells,
  };
}

function inOrder(a: ConsumerAnswer, b: ConsumerAnswer): number {
  return (
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || b.pending - a.pending || compareText(a.consumer, b.consumer)
  );
}
