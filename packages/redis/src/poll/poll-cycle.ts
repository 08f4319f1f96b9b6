import { ReplyError } from '../replies/reply.ts';
import { encodeCommand } from '../resp/encode-command.ts';
import { ReplyCursor } from '../resp/reply-cursor.ts';
import { Agenda } from './agenda.ts';
import { MICROS, type Cost } from './cost-class.ts';
import { detailOrder, sizeIsUnknown, sizeOrder, type Depth } from './detail-order.ts';
import type { Order } from './metered-wire.ts';
import { observeStream } from './observe-stream.ts';
import { openPages } from './open-counts.ts';
import { isProven } from './plain-stream.ts';
import type { PollContext } from './poll-context.ts';
import type { StandingOrder, StreamRegister } from './stream-register.ts';
import type { Findings } from './tier-zero.ts';
import { unsettle } from './unsettle.ts';
import { isFat } from './vast-stream.ts';
import { isThere, type WatchedStream } from './watched-stream.ts';

export interface CycleResult {
  /** Redis TIME at the start, epoch ms. */
  readonly at: number;
  /** How long Redis took to tell the time, ms: how busy it is. */
  readonly roundTripMs: number;
  readonly changed: readonly WatchedStream[];
  readonly gone: readonly WatchedStream[];
  /** What asking every stream for groups and length took: the part of a poll that cannot be put off. */
  readonly standing: Cost;
  /** The server answers, but not to this: LOADING, BUSY, … Nothing else in the result counts then. */
  readonly refused: ReplyError | undefined;
}

export interface CyclePace {
  readonly intervalMs: number;
  /** Everything about a stream is read again at least this often. */
  readonly rollingMs: number;
  /** Where the budget leaves room, as often as this. */
  readonly spareMs: number;
  /** For so long groups and length that have not changed stand for the figures they prove unchanged. */
  readonly provenMs: number;
}

// A round of details takes this part of the longest time between two, and who had one within the rest of it is passed over.
const ROUND = 0.9;
// A count that goes on over pages yields to the next poll after so many rounds.
const COUNT_ROUNDS = 20;
// More than this is never read for being old alone, so that looking for it costs nothing here either.
const SPARE_STREAMS = 500;
// A budget is no reason to spend it: being fresher than owed may take this much at most.
const SPARE_LEFT = 0.7;
// Below this, changed streams get their figures alone, so that more of them get any; below that, counts wait.
const WHOLE_LEFT = 0.15;
const COUNT_LEFT = 0.05;
const SIZED_AT_ONCE = 200;
const TIME = encodeCommand(['TIME']);

/**
 * One poll over all streams. First the standing question to each; then details: of streams somebody looks at, of
 * changed ones, and of the rest in turn; then counts. Only the first part is owed, the others take what the budget
 * leaves.
 */
export class PollCycle {
  readonly #context: PollContext;
  readonly #register: StreamRegister;
  readonly #pace: CyclePace;
  #findings: Findings = { changed: new Set(), gone: [], refused: undefined };
  readonly #touched = new Set<WatchedStream>();
  readonly #agenda: Agenda;
  readonly #failed = new Set<WatchedStream>();

  constructor(context: PollContext, register: StreamRegister, pace: CyclePace) {
    this.#context = context;
    this.#register = register;
    this.#pace = pace;
    this.#agenda = new Agenda(register.all());
  }

  get findings(): Findings {
    return this.#findings;
  }

  /** Runs one poll. Rejects with NoAnswer when the connection fails; the next poll can follow on another one. */
  async run(): Promise<CycleResult> {
    this.#findings = { changed: new Set(), gone: [], refused: undefined };
    this.#touched.clear();
    this.#failed.clear();
    const { at, roundTripMs, refused } = await this.#readTime();
    const none = { commands: 0, micros: 0, bytes: 0 };
    if (refused !== undefined) return { at, roundTripMs, changed: [], gone: [], standing: none, refused };
    const orders = this.#register.standing(this.#context.clock.monotonic());
    const ahead = this.#ahead(orders);
    const standing = await this.#readStanding(orders, ahead);
    if (this.#findings.refused === undefined) {
      await this.#readDetails(ahead);
      await this.#readCounts();
    }
    return {
      at,
      roundTripMs,
      changed: this.#publish(),
      gone: this.#findings.gone,
      standing,
      refused: this.#findings.refused,
    };
  }

  async #readTime(): Promise<{ at: number; roundTripMs: number; refused: ReplyError | undefined }> {
    const { wire, ledger, clock } = this.#context;
    const sentAt = clock.monotonic();
    let refused: ReplyError | undefined;
    const ask = {
      payload: TIME,
      replies: 1,
      previous: undefined,
      answered(raw: Buffer | undefined) {
        if (raw === undefined) return;
        const cursor = new ReplyCursor(raw);
        refused = cursor.error();
        if (refused !== undefined) return;
        cursor.array();
        cursor.string();
        const seconds = Number(cursor.latin1());
        cursor.string();
        clock.set(seconds * 1_000 + Math.floor(Number(cursor.latin1()) / 1_000));
      },
    };
    await wire.send([{ asks: [ask], commands: 1, micros: MICROS.plain, likelyBytes: 32 }], ledger);
    return { at: clock.now(), roundTripMs: clock.monotonic() - sentAt, refused };
  }

  /** Streams whose details are due anyway. Where these bring a snapshot, it answers the standing question too. */
  #ahead(orders: readonly StandingOrder[]): ReadonlyMap<WatchedStream, Depth> {
    const now = this.#context.clock.monotonic();
    const ahead = new Map<WatchedStream, Depth>();
    const { intervalMs, rollingMs } = this.#pace;
    const quota = Math.ceil((this.#register.size * intervalMs) / (rollingMs * ROUND));
    // Nothing known of some is worse than a minute-old detail of others.
    const begins = this.#agenda.hasUnread();
    const young = rollingMs * (begins ? ROUND : 1 - ROUND);
    for (const stream of this.#register.inTurn(begins ? Math.ceil(quota / 4) : quota)) {
      if (now - stream.detailAt > young) ahead.set(stream, this.#depthInTurn(stream, now));
    }
    for (const { stream } of orders) {
      if (now < stream.lookedUntil) ahead.set(stream, 'whole');
      else if (stream.blind && !ahead.has(stream)) ahead.set(stream, 'figures');
    }
    for (const stream of ahead.keys()) {
      if (!isThere(stream) || isFat(stream) || stream.detailAt === -Infinity) ahead.delete(stream);
    }
    return ahead;
  }

  #depthInTurn(stream: WatchedStream, now: number): Depth {
    return isProven(stream) && now - stream.endsAt < this.#pace.provenMs ? 'rows' : 'whole';
  }

  async #readStanding(orders: readonly StandingOrder[], ahead: ReadonlyMap<WatchedStream, Depth>): Promise<Cost> {
    const { wire, ledger } = this.#context;
    let [commands, micros, bytes] = [1, MICROS.plain, 0];
    for (const { order } of orders) {
      commands += order.commands;
      micros += order.micros;
      bytes += order.likelyBytes;
    }
    // In one go, so that Redis has the next question while the last answer is read.
    await wire.send(this.#inOneGo(orders, ahead), ledger);
    // What could not be read whole says why to the standing question.
    const failed = orders.filter(({ stream }) => this.#failed.has(stream));
    await wire.send(
      failed.map(({ order }) => order),
      ledger,
    );
    return { commands, micros, bytes };
  }

  *#inOneGo(orders: readonly StandingOrder[], ahead: ReadonlyMap<WatchedStream, Depth>): Generator<Order> {
    for (const { stream, order } of orders) {
      const depth = ahead.get(stream);
      if (depth === undefined || depth === 'rows') yield order;
      if (depth === 'rows') yield this.#detail(stream, depth);
      else if (depth !== undefined) yield this.#lookAgain(stream, depth);
    }
  }

  /** Details of a stream as they are due. Its snapshot stands for the standing question. */
  #lookAgain(stream: WatchedStream, depth: Depth): Order {
    return detailOrder(stream, depth, this.#context, () => {
      this.#done(stream, depth);
      if (stream.dirty) this.#failed.add(stream);
    });
  }

  async #readDetails(ahead: ReadonlyMap<WatchedStream, Depth>): Promise<void> {
    const { wire, ledger, clock } = this.#context;
    for (const stream of this.#findings.changed) this.#agenda.note(stream);
    const due = this.#agenda.due(clock.monotonic());
    // Sizes come before figures, but only of as many as are read with this budget.
    for (let from = 0; from < due.length && this.#hasRoom(0); from += SIZED_AT_ONCE) {
      const some = due.slice(from, from + SIZED_AT_ONCE);
      const unsized = some.filter((stream) => sizeIsUnknown(stream, this.#context));
      await wire.send(
        this.#within(unsized, 0, (stream) => sizeOrder(stream, this.#context)),
        ledger,
      );
      await wire.send(
        this.#within(some, 0, (stream) => this.#detail(stream, this.#hasRoom(WHOLE_LEFT) ? 'whole' : 'figures')),
        ledger,
      );
    }
    if (!this.#hasRoom(SPARE_LEFT)) return;
    const now = clock.monotonic();
    const spare = this.#register
      .inTurn(Math.min(this.#register.size, SPARE_STREAMS))
      .filter((stream) => isThere(stream) && !ahead.has(stream) && now - stream.detailAt > this.#pace.spareMs);
    await wire.send(
      this.#within(spare, SPARE_LEFT, (stream) => this.#detail(stream, 'whole')),
      ledger,
    );
  }

  async #readCounts(): Promise<void> {
    const { wire, ledger, capabilities } = this.#context;
    if (capabilities.xrange === 'denied') return;
    for (let round = 0; round < COUNT_ROUNDS && this.#hasRoom(COUNT_LEFT); round += 1) {
      const work = openPages(this.#agenda.open());
      if (work.length === 0) return;
      const orders = this.#within(work, COUNT_LEFT, ({ stream, pages }) =>
        detailOrder(stream, 'figures', this.#context, () => this.#done(stream, 'figures'), pages),
      );
      await wire.send(orders, ledger);
    }
  }

  #detail(stream: WatchedStream, depth: Depth): Order {
    return detailOrder(stream, depth, this.#context, () => this.#done(stream, depth));
  }

  #done(stream: WatchedStream, depth: Depth): void {
    const { clock } = this.#context;
    if (depth !== 'figures') stream.detailAt = clock.monotonic();
    const before = stream.observation;
    if (stream.dirty) unsettle(stream);
    if (observeStream(stream, clock.now()) !== before) this.#touched.add(stream);
    this.#agenda.note(stream);
  }

  /** Orders one by one, for as long as more than `part` of one poll's budget is left. */
  *#within<T>(subjects: readonly T[], part: number, order: (subject: T) => Order): Generator<Order> {
    for (const subject of subjects) {
      if (!this.#hasRoom(part)) return;
      yield order(subject);
    }
  }

  #hasRoom(part: number): boolean {
    return this.#context.ledger.hasMoreThan(part, this.#pace.intervalMs);
  }

  #publish(): readonly WatchedStream[] {
    const now = this.#context.clock.now();
    for (const stream of this.#findings.changed) {
      if (!isThere(stream) || !stream.dirty) continue;
      // Changed, and its details are still owed: better nothing than figures of two moments.
      unsettle(stream);
      const before = stream.observation;
      if (observeStream(stream, now) !== before) this.#touched.add(stream);
    }
    return [...this.#touched].filter(isThere);
  }
}
