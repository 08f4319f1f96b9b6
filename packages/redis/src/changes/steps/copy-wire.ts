import { ConsoleError } from '@weir/domain/errors/console-error';
import { NoAnswer, type NoAnswerWhy } from '../../commands/ask.ts';
import { failureFromNoAnswer } from '../../errors/failure.ts';
import { Link, type LinkSession } from '../../links/link.ts';
import { PollSocket } from '../../resp/poll-socket.ts';

/** The bytes of some replies, or why there are none. */
export type WireAnswer =
  | { readonly kind: 'replies'; readonly raw: Buffer }
  | { readonly kind: 'none'; readonly why: NoAnswerWhy }
  /** A reply was larger than asked for; the connection was given up. */
  | { readonly kind: 'too-large'; readonly beginning: Buffer };

export interface CopyWire {
  /** Sends prepared commands once; the replies come in `room` where they fit. Never rejects. */
  ask(payload: Buffer, replies: number, mostBytes?: number, room?: Buffer): Promise<WireAnswer>;
}

const IDLE_MS = 10_000;
const CONNECT_MS = 6_000;
const wires = new WeakMap<Link, CopyRoad>();

/**
 * The way entries travel in bulk: a second connection beside one that writes (copies) or reads (archives), opened when it
 * is needed and closed when it was not for a while. Entries pass through it as the bytes they are; a client that makes
 * objects of them takes four times as long.
 */
export function copyRoadOf(beside: Link): CopyRoad {
  let road = wires.get(beside);
  if (road === undefined) {
    road = new CopyRoad(beside);
    wires.set(beside, road);
  }
  return road;
}

export class CopyRoad {
  readonly #beside: Link;
  readonly #link: Link;
  #taken: { readonly session: LinkSession; readonly wire: CopyWire } | undefined;
  /** Ended by us; the link takes a moment to notice. */
  #givenUp: LinkSession | undefined;
  #idle: NodeJS.Timeout | undefined;
  #users = 0;
  #watched: LinkSession | undefined;
  /** Mean bytes of an entry, by stream, as the last page had them. */
  readonly weights = new Map<string, number>();

  constructor(beside: Link) {
    this.#beside = beside;
    this.#link = new Link(beside.address, beside.plane, { lead: beside });
  }

  /** Runs `work` with the connection kept open. */
  async use<T>(work: () => Promise<T>): Promise<T> {
    this.#users += 1;
    clearTimeout(this.#idle);
    this.#link.connect();
    this.#closeWithTheOther();
    try {
      return await work();
    } finally {
      this.#users -= 1;
      if (this.#users === 0) this.#idle = setTimeout(() => void this.#link.close(), IDLE_MS).unref();
    }
  }

  /** The connection there is now. Fails with a ConsoleError; nothing was sent then. */
  async wire(): Promise<CopyWire> {
    const now = this.#link.session;
    const session = now === undefined || now === this.#givenUp ? await this.#session() : now;
    if (this.#taken?.session === session) return this.#taken.wire;
    const socket = PollSocket.takeOver(session.client, (because) => {
      this.#givenUp = session;
      session.drop(because);
    });
    if (socket === undefined) throw failureFromNoAnswer('not-sent');
    const wire = { ask: (...what: Parameters<CopyWire['ask']>) => askOn(socket, ...what) };
    this.#taken = { session, wire };
    return wire;
  }

  #session(): Promise<LinkSession> {
    // Before anybody listens: it says once more that the link is down before it tries.
    if (this.#link.state.state === 'down') this.#link.retryNow();
    return new Promise((resolve, reject) => {
      const settle = (session: LinkSession | undefined): void => {
        clearTimeout(timer);
        leaveSession();
        leaveState();
        const { state } = this.#link;
        if (session !== undefined) resolve(session);
        else if (state.state === 'down') reject(new ConsoleError('not-connected', state.sentence));
        else reject(failureFromNoAnswer('not-sent'));
      };
      const timer = setTimeout(() => settle(undefined), CONNECT_MS);
      const leaveSession = this.#link.onSession(settle);
      const leaveState = this.#link.onState((state) => {
        if (state.state === 'down') settle(undefined);
      });
    });
  }

  // Closing on purpose leaves the other link 'connecting'; one that broke off is 'down' and comes back.
  #closeWithTheOther(): void {
    const { session } = this.#beside;
    if (session === undefined || session === this.#watched) return;
    this.#watched = session;
    void session.closed.then(() => {
      if (this.#beside.session === undefined && this.#beside.state.state === 'connecting') void this.#link.close();
    });
  }
}

async function askOn(
  socket: PollSocket,
  payload: Buffer,
  replies: number,
  mostBytes?: number,
  room?: Buffer,
): Promise<WireAnswer> {
  let raw: Buffer | undefined;
  let beginning: Buffer | undefined;
  const ask = {
    payload,
    replies,
    previous: undefined,
    ...(mostBytes === undefined ? {} : { mostBytes }),
    answered(bytes: Buffer | undefined) {
      // The view holds during this call alone.
      if (bytes === undefined) return;
      if (room === undefined || room.length < bytes.length) raw = Buffer.from(bytes);
      else raw = room.subarray(0, bytes.copy(room));
    },
    tooLarge(bytes: Buffer) {
      beginning = bytes;
    },
  };
  try {
    await socket.send([ask]);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return beginning === undefined ? { kind: 'none', why: error.why } : { kind: 'too-large', beginning };
  }
  return raw === undefined ? { kind: 'none', why: 'lost' } : { kind: 'replies', raw };
}
