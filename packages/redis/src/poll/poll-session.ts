import { setTimeout as wait } from 'node:timers/promises';
import type { PollTick, TickCost } from '@weir/domain/connections/gateway';
import type { Discovery } from '@weir/domain/wire/summary';
import type { ServerIdentity } from '@weir/domain/connections/server-identity';
import { isTrash } from '../changes/trash-key.ts';
import { identityFromInfo } from '../capabilities/identify.ts';
import { KeyspaceSweep } from '../discovery/keyspace-sweep.ts';
import type { LinkSession } from '../links/link.ts';
import { PipelineWire } from '../resp/pipeline-wire.ts';
import { PollSocket } from '../resp/poll-socket.ts';
import { BudgetLedger } from './budget-ledger.ts';
import type { Cost } from './cost-class.ts';
import { CostMeter } from './cost-meter.ts';
import { infoOrder } from './info-order.ts';
import { MeteredWire } from './metered-wire.ts';
import type { PollContext } from './poll-context.ts';
import { PollCycle, type CyclePace, type CycleResult } from './poll-cycle.ts';
import type { PollSettings } from './poll-settings.ts';
import { RedisClock } from './redis-clock.ts';
import { afterRoundTrip, UNHURRIED } from './slow-guard.ts';
import type { StreamRegister } from './stream-register.ts';
import { stretchSentence } from './stretch-sentence.ts';

/** What a session tells its owner, and asks of it. */
export interface SessionOwner {
  isPaused(): boolean;
  /** What an earlier connection found out about the keyspace. */
  readonly discovery: Discovery | undefined;
  tick(tick: PollTick): void;
  identified(identity: ServerIdentity): void;
}

const ROLLING_MS = 60_000;
const SPARE_MS = 2_000;
const PROVEN_MS = 300_000;
const INFO_EVERY_MS = 10_000;
// Redis is there and refuses (loading, busy with a script): ask again soon, but not at the pace of polls.
const REFUSED_MS = 1_000;
// Part of the budget for looking through the keyspace, the first time too: one SCAN after another for minutes, and whoever
// asks during one waits. Beside a search at 1 % of a core the p99 of others doubled, at 0.4 % it grew by two fifths.
const SWEEP_SHARE = 0.28;
const SWEEP_EVERY_MS = 5_000;
// On the long run sweeps take at most this part of the budget.
const SWEEP_LONG_SHARE = 0.1;
// Beyond the standing question's cost, saved up for details before a poll begins.
const HEADROOM = 1.5;
const FIRST_PICTURE_MS = 500;
const NO_COST: Cost = { commands: 0, micros: 0, bytes: 0 };

/** Polling and discovery over one established connection, until it ends. Owns the timers, not the connection. */
export class PollSession {
  readonly #session: LinkSession;
  readonly #settings: PollSettings;
  readonly #register: StreamRegister;
  readonly #owner: SessionOwner;
  readonly #context: PollContext;
  readonly #sweepLedger: BudgetLedger;
  readonly #end = new AbortController();
  readonly #pace: { -readonly [K in keyof CyclePace]: CyclePace[K] };
  readonly #meter: CostMeter;
  #cycle: PollCycle;
  #guard = UNHURRIED;
  #sweepShare = SWEEP_SHARE;
  #discovery: Discovery;
  #infoAt = performance.now();
  #wakeSweep = new AbortController();
  #lastSweepMicros = 0;
  #sweptOnce: () => void = () => {};
  readonly #swept = new Promise<void>((resolve) => {
    this.#sweptOnce = resolve;
  });

  constructor(
    session: LinkSession,
    settings: PollSettings,
    register: StreamRegister,
    clock: RedisClock,
    owner: SessionOwner,
  ) {
    this.#session = session;
    this.#settings = settings;
    this.#register = register;
    this.#owner = owner;
    const socket = PollSocket.takeOver(session.client, (because) => session.drop(because));
    const monotonic = (): number => clock.monotonic();
    this.#context = {
      wire: new MeteredWire(socket ?? new PipelineWire(session.client)),
      ledger: new BudgetLedger(settings.budget, settings.pollIntervalMs, monotonic),
      clock,
      capabilities: session.capabilities,
    };
    this.#meter = new CostMeter(this.#context);
    this.#sweepLedger = new BudgetLedger(settings.budget, settings.pollIntervalMs, monotonic);
    // Another server may make a lag in another way.
    const provenMs = session.identity.product === 'other' ? 0 : PROVEN_MS;
    this.#pace = { intervalMs: settings.pollIntervalMs, rollingMs: ROLLING_MS, spareMs: SPARE_MS, provenMs };
    this.#cycle = new PollCycle(this.#context, register, this.#pace);
    this.#discovery = owner.discovery ?? { complete: !this.#sweeps(), lastSweepAt: null, patterns: settings.patterns };
    void session.closed.then(() => this.#end.abort());
  }

  get findings(): PollCycle['findings'] {
    return this.#cycle.findings;
  }

  /** Runs until the connection ends or `stop`; never rejects for a lost connection. */
  async run(): Promise<void> {
    await Promise.all([this.#poll(), this.#discover()]).catch((failure: unknown) => {
      if (!isNoAnswer(failure)) throw failure;
    });
    this.#end.abort();
  }

  stop(): void {
    this.#end.abort();
  }

  async #poll(): Promise<void> {
    let first = true;
    let standing = NO_COST;
    // A small keyspace is found in no time: the first picture then shows it, and not two seconds later.
    await Promise.race([this.#swept, this.#wait(FIRST_PICTURE_MS)]);
    while (this.#alive()) {
      if (this.#owner.isPaused()) {
        await this.#wait(50);
        continue;
      }
      const startedAt = this.#now();
      await this.#meter.begin();
      const result = await this.#cycle.run();
      await this.#meter.end();
      this.#sweepLedger.scale = Math.max(1, this.#context.ledger.scale);
      if (result.refused === undefined) {
        standing = scaled(result.standing, HEADROOM);
        this.#steady(result);
        const next = this.#nextIn(startedAt, standing);
        this.#owner.tick(this.#tickFrom(result, startedAt, first, next));
        if (result.gone.length > 0) this.#sweepSoon();
        first = false;
        await this.#refreshIdentity();
        await this.#wait(next.inMs);
        // What was predicted may not have come about: the sweep or somebody's look spent meanwhile.
        await this.#wait(this.#context.ledger.waitFor(standing).ms);
      } else await this.#wait(REFUSED_MS);
    }
  }

  #steady(result: CycleResult): void {
    this.#guard = afterRoundTrip(this.#guard, result.roundTripMs);
    this.#share();
  }

  #nextIn(startedAt: number, standing: Cost): { inMs: number; because: string } {
    const { pollIntervalMs, budget } = this.#settings;
    const passed = this.#now() - startedAt;
    const owed = this.#context.ledger.waitFor(standing);
    const inMs = Math.max(0, pollIntervalMs - passed, owed.ms);
    const intervalMs = passed + inMs;
    this.#pace.intervalMs = Math.max(pollIntervalMs, intervalMs);
    const stretched = intervalMs > pollIntervalMs * 1.05;
    const slow = this.#guard.share < 1;
    return {
      inMs,
      because: stretched
        ? stretchSentence(owed.because, this.#oneLook(standing), budget, this.#register.size, slow)
        : '',
    };
  }

  /** What is saved up for, without what goes beyond it, as it is charged. */
  #oneLook(standing: Cost): Cost {
    const look = scaled(standing, 1 / HEADROOM);
    return { ...look, micros: look.micros * this.#context.ledger.scale };
  }

  #tickFrom(result: CycleResult, startedAt: number, first: boolean, next: { because: string }): PollTick {
    const spent = this.#context.wire.takeSpent();
    const durationMs = this.#now() - startedAt;
    const { budget, pollIntervalMs } = this.#settings;
    const cost: TickCost = {
      durationMs,
      commands: spent.commands,
      bytesIn: spent.bytes,
      serverMicros: Math.round(spent.micros),
      isMeasured: this.#meter.isMeasured,
      configuredIntervalMs: pollIntervalMs,
      intervalMs: Math.round(this.#pace.intervalMs),
      stretchedBecause: next.because,
      budget,
    };
    return {
      at: result.at,
      atHere: Date.now() - Math.round(durationMs),
      changed: result.changed.flatMap(({ observation }) => observation ?? []),
      gone: result.gone.flatMap(({ name, presence }) =>
        presence === 'new' || presence === 'there' ? [] : [{ stream: name, because: presence }],
      ),
      discovery: this.#discovery,
      cost,
      first,
    };
  }

  async #refreshIdentity(): Promise<void> {
    if (this.#now() - this.#infoAt < INFO_EVERY_MS) return;
    this.#infoAt = this.#now();
    const order = infoOrder(undefined, (text) => this.#owner.identified(identityFromInfo(text)));
    await this.#context.wire.send([order], this.#context.ledger);
  }

  #sweeps(): boolean {
    return this.#settings.patterns.length > 0 || this.#settings.names.length === 0;
  }

  async #discover(): Promise<void> {
    if (!this.#sweeps() || this.#session.capabilities.scan === 'denied') {
      this.#sweptOnce();
      return;
    }
    const { wire, clock } = this.#context;
    const sweep = new KeyspaceSweep(wire, this.#sweepLedger, this.#settings.patterns, (key) => {
      if (!isTrash(key)) this.#register.add(key);
    });
    while (this.#alive()) {
      if (this.#owner.isPaused()) {
        await this.#wait(50);
        continue;
      }
      this.#sweepShare = SWEEP_SHARE;
      this.#share();
      const result = await sweep.run(() => this.#alive() && !this.#owner.isPaused());
      this.#sweepShare = 0;
      this.#share();
      if (result.end === 'interrupted') continue;
      if (result.end === 'swept') {
        this.#lastSweepMicros = result.micros;
        this.#sweptOnce();
        this.#discovery = { ...this.#discovery, complete: true, lastSweepAt: clock.now() };
      }
      await this.#waitForSweep(this.#lastSweepMicros);
    }
  }

  async #waitForSweep(micros: number): Promise<void> {
    this.#wakeSweep = new AbortController();
    const perMs = this.#settings.budget.coreShare * 1_000 * SWEEP_LONG_SHARE;
    const signal = AbortSignal.any([this.#end.signal, this.#wakeSweep.signal]);
    await wait(Math.max(SWEEP_EVERY_MS, micros / perMs), undefined, { signal }).catch(() => {});
  }

  /** A stream went away, and may have been renamed: look for it at once where a sweep costs next to nothing. */
  #sweepSoon(): void {
    const perPoll = this.#settings.budget.coreShare * 1_000 * this.#settings.pollIntervalMs;
    if (this.#lastSweepMicros < perPoll * SWEEP_SHARE) this.#wakeSweep.abort();
  }

  // Both ledgers together never spend more than the budget.
  #share(): void {
    const { share } = this.#guard;
    this.#sweepLedger.setShare(share * this.#sweepShare);
    this.#context.ledger.setShare(share * (1 - this.#sweepShare));
  }

  #alive(): boolean {
    return !this.#end.signal.aborted;
  }

  #now(): number {
    return this.#context.clock.monotonic();
  }

  async #wait(ms: number): Promise<void> {
    if (ms > 0) await wait(Math.ceil(ms), undefined, { signal: this.#end.signal }).catch(() => {});
  }
}

function scaled(cost: Cost, factor: number): Cost {
  return { commands: cost.commands * factor, micros: cost.micros * factor, bytes: cost.bytes * factor };
}

function isNoAnswer(failure: unknown): boolean {
  return failure instanceof Error && failure.name === 'NoAnswer';
}
