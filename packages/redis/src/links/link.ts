import type { Capabilities } from '@weir/domain/capabilities/capability';
import type { LinkState } from '@weir/domain/connections/link-state';
import type { ServerIdentity } from '@weir/domain/connections/server-identity';
import type { Redis } from 'ioredis';
import { attempt, endClient } from './attempt.ts';
import { waitBeforeRetry } from './back-off.ts';
import { troubleOf, type Trouble } from './link-trouble.ts';
import type { Plane } from './plane-options.ts';
import type { RedisAddress } from './redis-address.ts';

/** One established connection, signed in, identified and probed. It ends once and never comes back. */
export interface LinkSession {
  readonly client: Redis;
  readonly identity: ServerIdentity;
  readonly capabilities: Capabilities;
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
  /**
   * Ends the connection. `stopped-answering` and `lost` count as trouble; `renew` is no trouble: the link connects
   * again at once (used to walk away from a reply that is too large to receive).
   */
  drop(because: 'stopped-answering' | 'lost' | 'renew'): void;
}

export interface LinkOptions {
  /** This machine's clock, epoch ms. */
  readonly now?: () => number;
  /** 0…1 */
  readonly random?: () => number;
  /**
   * Another plane of the same Redis that goes first: this link only tries while that one is up and shows its trouble
   * otherwise, so that four planes with a wrong password make one try per 30 s and not four.
   */
  readonly lead?: Link;
}

// A connection that lived this long has earned a quick first retry again.
const PROVEN_MS = 5_000;

/** Keeps one plane connected to one Redis for as long as it is open, with a new client for every try. */
export class Link {
  readonly address: RedisAddress;
  readonly plane: Plane;
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #lead: Link | undefined;
  readonly #stateListeners = new Set<(state: LinkState) => void>();
  readonly #sessionListeners = new Set<(session: LinkSession) => void>();
  #state: LinkState;
  #session: LinkSession | undefined;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #trying: Promise<void> | undefined;
  #abort = new AbortController();
  #open = false;
  #leaveLead: (() => void) | undefined;

  constructor(address: RedisAddress, plane: Plane, options: LinkOptions = {}) {
    this.address = address;
    this.plane = plane;
    this.#now = options.now ?? Date.now;
    this.#random = options.random ?? Math.random;
    this.#lead = options.lead;
    this.#state = { state: 'connecting', since: this.#now() };
  }

  get state(): LinkState {
    return this.#state;
  }

  /** The connection to use now; undefined while the link is not up. */
  get session(): LinkSession | undefined {
    return this.#session;
  }

  /** Calls back on every change of state; the returned function ends that. */
  onState(listener: (state: LinkState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => void this.#stateListeners.delete(listener);
  }

  /** Calls back with every new connection; the returned function ends that. */
  onSession(listener: (session: LinkSession) => void): () => void {
    this.#sessionListeners.add(listener);
    return () => void this.#sessionListeners.delete(listener);
  }

  /** Starts keeping the link up. Never throws and never waits: what happens shows in `state`. */
  connect(): void {
    if (this.#open) return;
    this.#open = true;
    this.#abort = new AbortController();
    this.#leaveLead = this.#lead?.onState(() => this.#follow());
    this.#try();
  }

  /** Tries now instead of at the next planned time. Without effect while a try runs or the link is up. */
  retryNow(): void {
    if (this.#open && this.#session === undefined) this.#try();
  }

  /** Ends the connection and all tries. The link can be connected again. */
  async close(): Promise<void> {
    this.#open = false;
    this.#leaveLead?.();
    clearTimeout(this.#timer);
    this.#abort.abort();
    const session = this.#session;
    if (session !== undefined) {
      endClient(session.client);
      await session.closed;
    }
    await this.#trying;
  }

  #follow(): void {
    const lead = this.#lead?.state;
    if (this.#session !== undefined || lead === undefined) return;
    if (lead.state === 'up') this.#try();
    else if (this.#trying === undefined) {
      clearTimeout(this.#timer);
      this.#become(lead);
    }
  }

  #try(): void {
    if (this.#trying !== undefined) return;
    clearTimeout(this.#timer);
    if (this.#lead !== undefined && this.#lead.state.state !== 'up') {
      this.#become(this.#lead.state);
      return;
    }
    if (this.#state.state === 'down') this.#become({ ...this.#state, nextTryAt: null });
    this.#trying = this.#attempt().finally(() => {
      this.#trying = undefined;
    });
  }

  async #attempt(): Promise<void> {
    const result = await attempt(this.address, this.plane, this.#abort.signal);
    if (!this.#open) {
      if (result.ok) endClient(result.client);
      return;
    }
    if (result.ok) this.#rise(result.client, result.identity, result.capabilities);
    else this.#fail(result.trouble);
  }

  #rise(client: Redis, identity: ServerIdentity, capabilities: Capabilities): void {
    let because: 'stopped-answering' | 'lost' | 'renew' = 'lost';
    client.on('error', (error: unknown) => {
      // The only sign the client gives that its socket timeout ended the connection.
      if (error instanceof Error && error.message.startsWith('Socket timeout')) because = 'stopped-answering';
    });
    const since = this.#now();
    const closed = new Promise<void>((resolve) => {
      if (client.status === 'end') resolve();
      else client.once('end', () => resolve());
    });
    const session: LinkSession = {
      client,
      identity,
      capabilities,
      closed,
      drop(reason) {
        because = reason;
        endClient(client);
      },
    };
    this.#session = session;
    void closed.then(() => this.#fall(because, since));
    this.#become({ state: 'up', since });
    for (const listener of this.#sessionListeners) listener(session);
  }

  #fall(because: 'stopped-answering' | 'lost' | 'renew', since: number): void {
    this.#session = undefined;
    if (!this.#open) {
      // Closed on purpose: nobody is told, but nobody may read "up" here any more either.
      this.#state = { state: 'connecting', since: this.#now() };
      return;
    }
    const lived = this.#now() - since;
    if (lived >= PROVEN_MS) this.#failures = 0;
    if (because === 'renew') {
      this.#become({ state: 'connecting', since: this.#now() });
      this.#try();
    } else this.#fail(troubleOf(because, this.address));
  }

  #fail(trouble: Trouble): void {
    this.#failures += 1;
    const delay = waitBeforeRetry(trouble.pace, this.#failures, this.#random);
    const now = this.#now();
    this.#become({
      state: 'down',
      // Down since the first failure, whatever the reason has become meanwhile.
      since: this.#state.state === 'down' ? this.#state.since : now,
      reason: trouble.reason,
      sentence: trouble.sentence,
      attempts: this.#failures,
      nextTryAt: now + delay,
    });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#try(), delay);
  }

  #become(state: LinkState): void {
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state);
  }
}
