import type { ConsumerObservation } from '../consumers/consumer-observation.ts';
import { ZERO_ID, type EntryId } from '../entries/entry-id.ts';
import type { GroupObservation } from '../groups/group-observation.ts';
import { known, unknown } from '../known/known.ts';
import { fillGroupSample, GROUP_METRICS } from '../metrics/group-metrics.ts';
import { createRing, type Ring } from '../metrics/ring.ts';
import type { PendingEntry } from '../pending/pending-entry.ts';
import type { StreamObservation } from '../streams/stream-observation.ts';
import { plainSentence } from '../wire/plain-sentence.ts';
import { newGroupMemory, type GroupMemory } from './group-memory.ts';
import type { GroupSituation } from './group-situation.ts';
import { judgeGroup } from './judge-group.ts';
import type { Finding, Judgement } from './judgement.ts';
import { DEFAULT_LIMITS, type HealthLimits } from './limits.ts';

/** 2026-11-21T12:00:00Z; where every rehearsal starts. */
export const NOON = 1_795_262_400_000;

export interface RehearsalOptions {
  readonly consumers?: readonly string[];
  readonly idleCountsAttempts?: boolean;
  readonly role?: 'primary' | 'replica';
  readonly limits?: HealthLimits;
  readonly pollMs?: number;
  /** Id of the n-th entry (from 1) added at `at`; by default the time it is added. */
  readonly idOf?: (n: number, at: number) => string;
  /** Entries that were added and trimmed before the group was made. */
  readonly trimmedBefore?: number;
}

/** Changes what Weir can see, as a denied command or an old server does. */
export type Blur = (group: GroupObservation) => GroupObservation;

/**
 * A model of one stream, one group and its pending list, with a clock of its own: what a rule is to judge is acted
 * out, polled and judged as the server does it. For tests only.
 */
export class Rehearsal {
  at = NOON;
  judgement: Judgement | undefined;
  /** Every status in order of appearance, with the time it appeared at. */
  readonly course: { at: number; status: Judgement['status'] }[] = [];
  readonly ring: Ring = createRing(GROUP_METRICS.length, 1800, 2000);
  readonly memory: GroupMemory = newGroupMemory();
  readonly pending = new Map<
    number,
    { consumer: string; deliveredAt: number; deliveries: number; holders: Set<string> }
  >();
  readonly consumers = new Map<string, { lastCallAt: number; lastGotAt: number | null }>();
  readonly ids: EntryId[] = [];
  blur: Blur = (group) => group;
  usualIn: GroupSituation['usualIn'] = unknown('not seen on a day before');
  /** Entries before this index have left the stream. */
  first: number;
  /** Entries before this index were delivered. */
  position: number;
  entriesRead: number | null;
  readonly #options: RehearsalOptions;

  constructor(options: RehearsalOptions = {}) {
    this.#options = options;
    for (const consumer of options.consumers ?? ['w1'])
      this.consumers.set(consumer, { lastCallAt: NOON, lastGotAt: null });
    const before = options.trimmedBefore ?? 0;
    for (let n = 0; n < before; n += 1) this.ids.push(this.#nextId(NOON - 3_600_000 + n));
    this.first = before;
    this.position = 0;
    this.entriesRead = 0;
  }

  add(count: number): void {
    for (let n = 0; n < count; n += 1) this.ids.push(this.#nextId(this.at));
  }

  /** XREADGROUP >: up to `count` entries for the consumer. */
  read(consumer: string, count: number): void {
    const caller = this.consumers.get(consumer) ?? { lastCallAt: this.at, lastGotAt: null };
    this.consumers.set(consumer, caller);
    const from = Math.max(this.position, this.first);
    const to = Math.min(this.ids.length, from + count);
    if (this.#options.idleCountsAttempts ?? true) caller.lastCallAt = this.at;
    if (to <= from) return;
    caller.lastCallAt = caller.lastGotAt = this.at;
    for (let index = from; index < to; index += 1) {
      this.pending.set(index, { consumer, deliveredAt: this.at, deliveries: 1, holders: new Set([consumer]) });
    }
    if (this.entriesRead !== null) this.entriesRead += to - from;
    this.position = to;
  }

  /** XACK of up to `count` of the oldest entries the consumer holds, `keep` left out. */
  ack(consumer: string, count = Infinity, keep = -1): void {
    let left = count;
    for (const [index, held] of this.pending) {
      if (left <= 0) break;
      if (held.consumer !== consumer || index === keep) continue;
      this.pending.delete(index);
      left -= 1;
    }
  }

  /** XCLAIM of one entry. */
  claim(index: number, consumer: string): void {
    const held = this.pending.get(index);
    if (held === undefined) return;
    held.consumer = consumer;
    held.deliveries += 1;
    held.deliveredAt = this.at;
    held.holders.add(consumer);
    this.consumers.set(consumer, { lastCallAt: this.at, lastGotAt: this.at });
  }

  /** XTRIM to the newest `length` entries. */
  trim(length: number): void {
    this.first = Math.max(this.first, this.ids.length - length);
  }

  /** Lets `seconds` pass: each second `act` plays, and at each poll the group is judged. */
  play(seconds: number, act: (second: number) => void = () => {}): Judgement {
    const pollMs = this.#options.pollMs ?? 2000;
    for (let second = 0; second < seconds; second += 1) {
      this.at += 1000;
      act(second);
      if ((this.at - NOON) % pollMs === 0) this.poll();
    }
    return this.judgement ?? this.poll();
  }

  poll(): Judgement {
    const situation = this.situation();
    const sample: (number | null)[] = [];
    fillGroupSample(sample, situation.stream, situation.group, this.at);
    this.ring.record(this.at, sample);
    this.judgement = judgeGroup(situation);
    const { status } = this.judgement;
    if (this.course.at(-1)?.status !== status) this.course.push({ at: this.at, status });
    return this.judgement;
  }

  situation(): GroupSituation {
    const group = this.blur(this.#observeGroup());
    const length = this.ids.length - this.first;
    const stream: StreamObservation = {
      stream: 'orders',
      seenAt: this.at,
      since: NOON,
      length,
      ends: known({
        readAt: this.at,
        firstId: this.ids[this.first] ?? null,
        lastId: length > 0 ? (this.ids.at(-1) ?? null) : null,
        lastGeneratedId: this.ids.at(-1) ?? ZERO_ID,
        entriesAdded: known(this.ids.length),
        maxDeletedId: known(ZERO_ID),
        fat: false,
      }),
      memoryBytes: unknown('not asked'),
      groups: [group],
    };
    const { idleCountsAttempts = true, role = 'primary', limits = DEFAULT_LIMITS } = this.#options;
    const { at, ring: history, memory, judgement: previous } = this;
    const { usualIn } = this;
    return { at, stream, group, history, server: { idleCountsAttempts, role }, previous, memory, limits, usualIn };
  }

  #observeGroup(): GroupObservation {
    const unread = this.ids.length - Math.max(this.position, this.first);
    const held = [...this.pending].toSorted((a, b) => a[0] - b[0]);
    const [oldest] = held;
    const worst = held.reduce((most, one) => (one[1].deliveries > most[1].deliveries ? one : most), held[0] ?? NOBODY);
    return {
      group: 'fulfilment',
      seenAt: this.at,
      since: NOON,
      consumers: this.consumers.size,
      pending: this.pending.size,
      position: this.position === 0 ? ZERO_ID : (this.ids[this.position - 1] ?? ZERO_ID),
      entriesRead: this.entriesRead === null ? unknown('Redis does not know') : known(this.entriesRead),
      unread: { known: true, value: unread, quality: 'exact', source: 'model' },
      oldestUnreadId: known(this.ids[Math.max(this.position, this.first)] ?? null),
      oldestPending: known(oldest === undefined ? null : this.#pendingEntry(oldest)),
      worstPending: known(
        oldest === undefined
          ? null
          : { entry: this.#pendingEntry(worst), lookedAt: held.length, holders: [...worst[1].holders] },
      ),
      consumerList: known({ readAt: this.at, consumers: [...this.consumers].map((one) => this.#consumer(one)) }),
    };
  }

  #pendingEntry([index, held]: Held): PendingEntry {
    return {
      id: this.ids[index] ?? ZERO_ID,
      consumer: held.consumer,
      deliveredAt: held.deliveredAt,
      deliveries: held.deliveries,
    };
  }

  #consumer([consumer, calls]: [string, { lastCallAt: number; lastGotAt: number | null }]): ConsumerObservation {
    let pending = 0;
    for (const held of this.pending.values()) if (held.consumer === consumer) pending += 1;
    return { consumer, pending, lastCallAt: calls.lastCallAt, lastGotWorkAt: known(calls.lastGotAt) };
  }

  #nextId(at: number): EntryId {
    const { idOf = (n, time) => `${time}-${n}` } = this.#options;
    // Sound because the ids of a rehearsal are written in canonical form by the test that plays it.
    return idOf(this.ids.length + 1, at) as EntryId;
  }
}

type Held = [number, { consumer: string; deliveredAt: number; deliveries: number; holders: Set<string> }];
const NOBODY: Held = [0, { consumer: '', deliveredAt: 0, deliveries: 0, holders: new Set() }];

/** One second of work: every consumer acks what it holds and takes its share of `out`. */
export function work(play: Rehearsal, names: readonly string[], out: number): void {
  for (const name of names) {
    play.ack(name);
    play.read(name, Math.ceil(out / names.length));
  }
}

/** The row's sentence now, as text. */
export function sentenceOf(play: Rehearsal): string {
  return plainSentence(play.judgement?.sentence ?? [], play.at);
}

/** What one rule found, as text and as verdict. */
export function evidenceOf(play: Rehearsal, rule: string): string {
  return plainSentence(findingOf(play, rule)?.evidence ?? [], play.at);
}

export function verdictOf(play: Rehearsal, rule: string): Finding['verdict'] | undefined {
  return findingOf(play, rule)?.verdict;
}

export function findingOf(play: Rehearsal, rule: string): Finding | undefined {
  return play.judgement?.findings.find((one) => one.rule === rule);
}

/** Statuses in which a group needs attention or cannot be judged. */
export function troubles(rehearsal: Rehearsal): Judgement['status'][] {
  return rehearsal.course.map((one) => one.status).filter((status) => status !== 'healthy' && status !== 'idle');
}
