import type { Redis } from 'ioredis';
import type { Duplex } from 'node:stream';
import { NoAnswer } from '../commands/ask.ts';
import { UnreadableReply } from './reply-limits.ts';
import type { Ask, PollWire } from './poll-wire.ts';
import { ReplyScanner } from './reply-scanner.ts';

interface Batch {
  readonly asks: readonly Ask[];
  next: number;
  readonly sentAt: number;
  readonly resolve: () => void;
  readonly reject: (reason: NoAnswer) => void;
}

export interface PollSocketLimits {
  /** No byte for this long while something is asked: given up. */
  readonly silenceMs: number;
  /** A batch that trickles in for longer than this is given up too. */
  readonly batchMs: number;
}

const LIMITS: PollSocketLimits = { silenceMs: 4_000, batchMs: 30_000 };

/**
 * The socket of a connection that ioredis opened and signed in, taken over: commands go out as prepared bytes and the
 * replies are read here, because a general client spends most of a poll on promises and small strings.
 */
export class PollSocket implements PollWire {
  bytesIn = 0;
  readonly #stream: Duplex;
  readonly #giveUp: (because: 'stopped-answering' | 'lost' | 'renew') => void;
  readonly #limits: PollSocketLimits;
  readonly #scanner = new ReplyScanner();
  readonly #batches: Batch[] = [];
  #silence: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(
    stream: Duplex,
    giveUp: (because: 'stopped-answering' | 'lost' | 'renew') => void,
    limits: PollSocketLimits = LIMITS,
  ) {
    this.#stream = stream;
    this.#giveUp = giveUp;
    this.#limits = limits;
    stream.removeAllListeners('data');
    stream.on('data', (chunk: Buffer) => this.#receive(chunk));
    stream.once('close', () => this.#end('lost'));
  }

  /** The ready client's socket, or undefined when it cannot be had: replies are outstanding or the client is another. */
  static takeOver(
    client: Redis,
    giveUp: (because: 'stopped-answering' | 'lost' | 'renew') => void,
    limits: PollSocketLimits = LIMITS,
  ): PollSocket | undefined {
    // Insides of ioredis 6.0.0, which is pinned; another version may lack them, hence the careful look.
    const inside = client as { readonly stream?: unknown; readonly commandQueue?: { readonly length: number } };
    const stream = inside.stream as Duplex | undefined;
    if (client.status !== 'ready' || inside.commandQueue?.length !== 0) return undefined;
    if (stream === undefined || typeof stream.write !== 'function' || !stream.writable) return undefined;
    return new PollSocket(stream, giveUp, limits);
  }

  send(asks: readonly Ask[]): Promise<void> {
    if (asks.length === 0) return Promise.resolve();
    if (this.#ended) return Promise.reject(new NoAnswer('not-sent'));
    return new Promise((resolve, reject) => {
      this.#batches.push({ asks, next: 0, sentAt: performance.now(), resolve, reject });
      this.#stream.write(asks.length === 1 ? asks[0]?.payload : Buffer.concat(asks.map((ask) => ask.payload)));
      this.#silence ??= setTimeout(() => this.#abandon('stopped-answering'), this.#limits.silenceMs);
    });
  }

  #receive(chunk: Buffer): void {
    if (this.#ended) return;
    this.bytesIn += chunk.length;
    this.#silence?.refresh();
    try {
      this.#scanner.push(chunk);
      this.#answerAll();
      const batch = this.#batches[0];
      const most = batch?.asks[batch.next]?.mostBytes ?? Infinity;
      if (this.#scanner.waiting > most) throw new UnreadableReply('reply over its limit', true);
    } catch (failure) {
      if (!(failure instanceof UnreadableReply)) throw failure;
      const batch = this.#batches[0];
      if (failure.tooLarge) batch?.asks[batch.next]?.tooLarge?.(this.#scanner.beginning());
      this.#abandon(failure.tooLarge ? 'renew' : 'lost');
    }
  }

  #answerAll(): void {
    for (let batch = this.#batches[0]; batch !== undefined; batch = this.#batches[0]) {
      for (let ask = batch.asks[batch.next]; ask !== undefined; ask = batch.asks[batch.next]) {
        if (!this.#answer(ask)) {
          if (performance.now() - batch.sentAt > this.#limits.batchMs) this.#abandon('stopped-answering');
          return;
        }
        batch.next += 1;
      }
      this.#batches.shift();
      batch.resolve();
    }
    // Bytes that nobody asked for mean that question and answer no longer match.
    if (this.#scanner.waiting > 0) throw new UnreadableReply('a reply without a question', false);
    clearTimeout(this.#silence);
    this.#silence = undefined;
  }

  #answer(ask: Ask): boolean {
    const { previous } = ask;
    if (previous !== undefined && this.#scanner.takeSame(previous)) {
      ask.answered(undefined);
      return true;
    }
    const raw = this.#scanner.take(ask.replies);
    if (raw === undefined) return false;
    // The same reply can arrive in two pieces, which the quick look above does not see.
    ask.answered(previous?.equals(raw) === true ? undefined : raw);
    return true;
  }

  #abandon(because: 'stopped-answering' | 'lost' | 'renew'): void {
    this.#end(because === 'stopped-answering' ? 'timed-out' : 'lost');
    this.#giveUp(because);
    this.#stream.destroy();
  }

  #end(why: 'timed-out' | 'lost'): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#silence);
    for (const batch of this.#batches.splice(0)) batch.reject(new NoAnswer(why));
  }
}
