import type { LiveFrame, WatchRequest } from '@weir/domain/wire/live-frame';
import { backoffMs } from './backoff.ts';
import { clockOffset } from './clock-offset.ts';
import { type LivePicture, applyDelta, applyLink, pictureFromFrame } from './live-picture.ts';
import { redisClock } from './redis-clock.ts';

/** How this tab stands with Weir's server (not with Redis). Times are epoch ms of this browser. */
export type SocketState =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  | { readonly state: 'lost'; readonly since: number; readonly nextTryAt: number }
  | { readonly state: 'signed-out' };

export interface LiveState {
  readonly picture: LivePicture | null;
  readonly socket: SocketState;
}

// Nothing for this long on a connection that should speak at every poll: the network lost it without a word.
const SILENCE_MS = 30_000;

const NOTHING: LiveState = { picture: null, socket: { state: 'connecting' } };

/** The one socket of this tab and the picture it keeps. Owns the socket and its timers; `close` ends both. */
export class LiveStore {
  #state: LiveState = NOTHING;
  #socket: WebSocket | undefined;
  #connection = '';
  #attempts = 0;
  #asked = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #open: () => WebSocket;

  constructor(open: () => WebSocket) {
    this.#open = open;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): LiveState => this.#state;

  /** Shows this connection from now on; opens the socket on first use. */
  watch(connection: string): void {
    if (this.#connection === connection && this.#socket !== undefined) return;
    if (this.#connection !== connection) this.#set({ ...NOTHING, socket: this.#state.socket });
    this.#connection = connection;
    if (this.#socket === undefined) this.retryNow();
    else if (this.#socket.readyState === WebSocket.OPEN) this.#ask(this.#socket);
  }

  /** Opens the socket at once instead of at the next planned try. */
  retryNow(): void {
    clearTimeout(this.#retry);
    this.#drop();
    const socket = this.#open();
    this.#socket = socket;
    if (this.#state.socket.state !== 'lost') this.#set({ ...this.#state, socket: { state: 'connecting' } });
    socket.addEventListener('open', () => {
      this.#ask(socket);
      this.#listen();
    });
    socket.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (socket === this.#socket && typeof event.data === 'string') this.#take(event.data);
    });
    socket.addEventListener('close', () => {
      if (socket === this.#socket) this.#lose();
    });
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#drop();
    this.#connection = '';
    this.#set(NOTHING);
  }

  #take(text: string): void {
    // Sound: the frames come from our own server, of the version that served this page (boot is compared below).
    const frame = JSON.parse(text) as LiveFrame;
    this.#attempts = 0;
    this.#listen();
    switch (frame.kind) {
      case 'picture':
        if (frame.connection !== this.#connection) return;
        this.#asked = false;
        redisClock.setOffset(clockOffset(frame.summary, Date.now(), false));
        this.#show(pictureFromFrame(frame));
        return;
      case 'delta': {
        if (frame.connection !== this.#connection) return;
        const next = this.#state.picture === null ? 'gap' : applyDelta(this.#state.picture, frame);
        if (next === 'gap') {
          this.#askAgain();
          return;
        }
        this.#asked = false;
        // A delta that only tells of the link says nothing about clocks: its poll is long past.
        if (frame.summary.polledAt !== this.#state.picture?.summary.polledAt)
          redisClock.setOffset(clockOffset(frame.summary, Date.now(), true));
        this.#show(next);
        return;
      }
      case 'link':
        if (this.#state.picture !== null) this.#show(applyLink(this.#state.picture, frame));
        return;
      case 'bye':
        this.#drop();
        this.#set({ ...NOTHING, socket: { state: 'signed-out' } });
        return;
    }
  }

  #show(picture: LivePicture): void {
    this.#set({ picture, socket: { state: 'open' } });
  }

  // Deltas go on arriving until the answer is here; asking once is enough.
  #askAgain(): void {
    if (this.#asked || this.#socket === undefined) return;
    this.#ask(this.#socket);
  }

  #ask(socket: WebSocket): void {
    if (this.#connection === '') return;
    const { picture } = this.#state;
    const request: WatchRequest = {
      watch: { connection: this.#connection, version: picture?.version ?? 0, boot: picture?.boot ?? '' },
    };
    this.#asked = true;
    socket.send(JSON.stringify(request));
  }

  #listen(): void {
    clearTimeout(this.#silence);
    const interval = this.#state.picture?.summary.cost.intervalMs ?? 0;
    this.#silence = setTimeout(
      () => {
        this.retryNow();
      },
      Math.max(SILENCE_MS, interval * 5),
    );
  }

  #lose(): void {
    this.#drop();
    const since = this.#state.socket.state === 'lost' ? this.#state.socket.since : Date.now();
    const waitMs = backoffMs(this.#attempts, Math.random());
    this.#attempts += 1;
    this.#set({ ...this.#state, socket: { state: 'lost', since, nextTryAt: Date.now() + waitMs } });
    this.#retry = setTimeout(() => {
      this.retryNow();
    }, waitMs);
  }

  #drop(): void {
    clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#socket = undefined;
    this.#asked = false;
    socket?.close();
  }

  #set(state: LiveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
