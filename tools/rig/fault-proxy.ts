import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * What the proxy does with the next bytes, on connections that exist and on new ones.
 * The three cuts fire once and turn the proxy back to `pass`, so that whoever reconnects gets through.
 */
export type FaultMode =
  | { readonly kind: 'pass' }
  /** Bytes of both directions are kept; the next mode lets them go on. */
  | { readonly kind: 'stall' }
  /** The next request is swallowed and both sides are closed: the server never sees it. */
  | { readonly kind: 'cutBefore' }
  /** The next request reaches the server; its reply is swallowed and both sides are closed. */
  | { readonly kind: 'cutAfterForward' }
  /** The next reply ends after `bytes` bytes, then both sides are closed. */
  | { readonly kind: 'cutMidReply'; readonly bytes: number }
  /** Nothing listens any more, and what was open is closed. */
  | { readonly kind: 'refuse' }
  /** Connections are accepted, nothing is ever forwarded or answered. */
  | { readonly kind: 'acceptThenSilent' }
  /** Replies arrive late, at this rate and in slices of at most `sliceBytes`. */
  | {
      readonly kind: 'slow';
      readonly bytesPerSecond?: number;
      readonly latencyMs?: number;
      readonly sliceBytes?: number;
    };

export interface FaultProxy {
  readonly port: number;
  readonly url: string;
  readonly mode: FaultMode;
  /** Connections accepted since the start, and open now. */
  readonly accepted: number;
  readonly open: number;
  /** Bytes the clients sent since the start. */
  readonly bytesSent: number;
  set(mode: FaultMode): Promise<void>;
  /** Closes every connection hard, without a change of mode. */
  cutAll(): void;
  /** The server's side ends its half of every connection; the other half stays open. */
  halfCloseAll(): void;
  stop(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** Kept by a stall, in order of arrival. */
  readonly kept: { readonly to: 'client' | 'server'; readonly bytes: Buffer }[];
  /** Set while the reply to a forwarded request is awaited in order to cut there. */
  cutReplyAfter: number | undefined;
  /** Replies leave one after the other, however slowly. */
  tail: Promise<void>;
}

/** A TCP proxy in front of a local port that breaks in the ways networks and servers do. */
export async function startFaultProxy(targetPort: number): Promise<FaultProxy> {
  const proxy = new FaultyProxy(targetPort);
  await proxy.listen(0);
  return proxy;
}

class FaultyProxy implements FaultProxy {
  port = 0;
  mode: FaultMode = { kind: 'pass' };
  accepted = 0;
  bytesSent = 0;
  readonly #pairs = new Set<Pair>();
  readonly #listener: Server;

  constructor(targetPort: number) {
    this.#listener = createServer({ noDelay: true }, (client) => this.#accept(client, targetPort));
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  get open(): number {
    return this.#pairs.size;
  }

  async set(next: FaultMode): Promise<void> {
    this.mode = next;
    if (next.kind === 'refuse') return this.stop();
    if (!this.#listener.listening) await this.listen(this.port);
    if (next.kind === 'stall') return;
    for (const pair of this.#pairs) {
      for (const { to, bytes } of pair.kept.splice(0)) {
        if (to === 'server') this.#fromClient(pair, bytes);
        else this.#fromServer(pair, bytes);
      }
      if (pair.client.destroyed) pair.server.end();
    }
  }

  cutAll(): void {
    for (const pair of this.#pairs) this.#cut(pair);
  }

  halfCloseAll(): void {
    for (const pair of this.#pairs) pair.client.end();
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      if (this.#listener.listening) this.#listener.close(() => resolve());
      else resolve();
    });
    this.cutAll();
    await closed;
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#listener.once('error', reject);
      this.#listener.listen(port, '127.0.0.1', resolve);
    });
    const address = this.#listener.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy got no port');
    this.port = address.port;
  }

  #accept(client: Socket, targetPort: number): void {
    this.accepted += 1;
    const server = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    const pair: Pair = { client, server, kept: [], cutReplyAfter: undefined, tail: Promise.resolve() };
    this.#pairs.add(pair);
    client.on('data', (bytes: Buffer) => this.#fromClient(pair, bytes));
    server.on('data', (bytes: Buffer) => this.#fromServer(pair, bytes));
    for (const socket of [client, server]) socket.on('error', () => this.#cut(pair));
    client.on('close', () => {
      // What a stall holds back was sent before the client went away: it still gets through, as in a real network.
      if (this.mode.kind === 'stall' && pair.kept.length > 0) return;
      this.#cut(pair);
    });
    server.on('close', () => void pair.tail.then(() => this.#cut(pair)));
  }

  #fromClient(pair: Pair, bytes: Buffer): void {
    this.bytesSent += bytes.length;
    const { mode } = this;
    if (mode.kind === 'acceptThenSilent') return;
    if (mode.kind === 'stall') pair.kept.push({ to: 'server', bytes });
    else if (mode.kind === 'cutBefore') this.#fire(pair);
    else {
      if (mode.kind === 'cutAfterForward') pair.cutReplyAfter = 0;
      if (mode.kind === 'cutMidReply') pair.cutReplyAfter = mode.bytes;
      pair.server.write(bytes);
    }
  }

  #fromServer(pair: Pair, bytes: Buffer): void {
    const { mode } = this;
    if (pair.cutReplyAfter !== undefined) this.#cutInside(pair, bytes, pair.cutReplyAfter);
    else if (mode.kind === 'acceptThenSilent') return;
    else if (mode.kind === 'stall') pair.kept.push({ to: 'client', bytes });
    else {
      const how = mode.kind === 'slow' ? mode : undefined;
      pair.tail = pair.tail.then(() =>
        how === undefined ? void pair.client.write(bytes) : trickle(pair.client, bytes, how),
      );
    }
  }

  #cutInside(pair: Pair, bytes: Buffer, after: number): void {
    if (bytes.length < after) {
      pair.cutReplyAfter = after - bytes.length;
      pair.client.write(bytes);
      return;
    }
    pair.cutReplyAfter = undefined;
    const piece = bytes.subarray(0, after);
    if (piece.length === 0) this.#fire(pair);
    // The piece must be out before the close, or the client would see less than was asked for.
    else pair.client.write(piece, () => this.#fire(pair));
  }

  #fire(pair: Pair): void {
    this.mode = { kind: 'pass' };
    this.#cut(pair);
  }

  #cut(pair: Pair): void {
    pair.client.destroy();
    pair.server.destroy();
    this.#pairs.delete(pair);
  }
}

async function trickle(to: Socket, bytes: Buffer, how: Extract<FaultMode, { kind: 'slow' }>): Promise<void> {
  const { bytesPerSecond, latencyMs = 0, sliceBytes = bytes.length } = how;
  if (latencyMs > 0) await pause(latencyMs);
  for (let at = 0; at < bytes.length && !to.destroyed; at += sliceBytes) {
    const slice = bytes.subarray(at, at + sliceBytes);
    await new Promise<void>((resolve) => {
      to.write(slice, () => resolve());
    });
    if (bytesPerSecond !== undefined) await pause((slice.length / bytesPerSecond) * 1_000);
    // One turn of the loop between slices, or the kernel would put them together again.
    else await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
