import type { Capabilities } from '@weir/domain/capabilities/capability';
import type { PollTick, Watcher } from '@weir/domain/connections/gateway';
import type { LinkState } from '@weir/domain/connections/link-state';
import type { ServerIdentity } from '@weir/domain/connections/server-identity';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import type { Discovery } from '@weir/domain/wire/summary';
import type { Link, LinkSession } from '../links/link.ts';
import { PollSession } from './poll-session.ts';
import type { PollSettings } from './poll-settings.ts';
import { RedisClock } from './redis-clock.ts';
import { StreamRegister } from './stream-register.ts';
import { tierZeroOrder, type Findings } from './tier-zero.ts';

// Long enough to bridge two looks of a page that refreshes, short enough to end soon after it is closed.
const LOOK_MS = 15_000;

/**
 * The one polling loop of a connection. What is known outlives a connection: after a reconnect to the same server
 * polling goes on where it stood, with another one everything is read and counted anew.
 */
export class Poller implements Watcher {
  readonly #link: Link;
  readonly #settings: PollSettings;
  readonly #register: StreamRegister;
  readonly #clock = new RedisClock(() => performance.now());
  readonly #observations = new Map<string, StreamObservation>();
  readonly #ticks = new Set<(tick: PollTick) => void>();
  #session: PollSession | undefined;
  #running: Promise<void> = Promise.resolve();
  #identity: ServerIdentity | undefined;
  /** The connection `#identity` and `#capabilities` are of. */
  #met: LinkSession | undefined;
  #capabilities: Capabilities | undefined;
  #discovery: Discovery | undefined;
  #paused = false;
  #started = false;

  constructor(link: Link, settings: PollSettings) {
    this.#link = link;
    this.#settings = settings;
    this.#register = new StreamRegister(settings.names, (stream) =>
      tierZeroOrder(stream, this.#clock, () => this.#findings()),
    );
    link.onSession((session) => this.#begin(session));
  }

  start(): void {
    this.#started = true;
    this.#link.connect();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
  }

  get paused(): boolean {
    return this.#paused;
  }

  retryNow(): void {
    this.#link.retryNow();
  }

  look(stream: string): void {
    const watched = this.#register.find(stream);
    if (watched !== undefined) watched.lookedUntil = this.#clock.monotonic() + LOOK_MS;
  }

  onTick(listener: (tick: PollTick) => void): void {
    this.#ticks.add(listener);
  }

  onLink(listener: (link: LinkState) => void): void {
    this.#link.onState(listener);
  }

  get link(): LinkState {
    return this.#link.state;
  }

  get observations(): ReadonlyMap<string, StreamObservation> {
    return this.#observations;
  }

  get identity(): ServerIdentity | undefined {
    const session = this.#link.session;
    // The link tells that it is up before polling begins on it.
    return session === undefined || session === this.#met ? this.#identity : session.identity;
  }

  get capabilities(): Capabilities | undefined {
    return this.#capabilities;
  }

  /** Ends polling; the link is its owner's to close. */
  async close(): Promise<void> {
    this.#started = false;
    this.#session?.stop();
    await this.#running;
  }

  #begin(session: LinkSession): void {
    if (!this.#started) return;
    // Another process under the same address, even with the same data, has counters of its own.
    const [before, runId] = [this.#identity?.runId ?? '', session.identity.runId];
    if (before !== runId || runId === '') this.#register.distrust();
    if (before !== runId && before !== '' && runId !== '') this.#register.noteRestart(this.#clock.monotonic());
    this.#met = session;
    this.#identity = session.identity;
    this.#capabilities = session.capabilities;
    const previous = this.#running;
    const poll = new PollSession(session, this.#settings, this.#register, this.#clock, {
      isPaused: () => this.#paused,
      discovery: this.#discovery,
      tick: (tick) => this.#publish(tick),
      identified: (identity) => {
        this.#identity = identity;
      },
    });
    this.#session = poll;
    this.#running = previous.then(() => poll.run());
  }

  #publish(tick: PollTick): void {
    this.#discovery = tick.discovery;
    for (const { stream } of tick.gone) this.#observations.delete(stream);
    for (const observation of tick.changed) this.#observations.set(observation.stream, observation);
    for (const listener of this.#ticks) listener(tick);
  }

  #findings(): Findings {
    const findings = this.#session?.findings;
    // An answer without a session cannot be: sessions are what ask.
    if (findings === undefined) throw new Error('an answer before any poll');
    return findings;
  }
}
