import type { Redis } from 'ioredis';
import type { StageClock } from './stage-clock.ts';

type Word = string | number | Buffer;

const ADD = "for _, id in ipairs(ARGV) do redis.call('XADD', KEYS[1], id, 'order', id) end";

/** One stream and one group on a real Redis, and what is done to them; commands of one second travel together. */
export class Scene {
  readonly stream: string;
  readonly group = 'readers';
  /** Id of the n-th entry (from 1) that is added at `at`. */
  idOf: (n: number, at: number) => string = (n, at) => `${at}-${n}`;
  /** Truth, for rules that go by it: the group's consumers called in this second. */
  called = false;
  added = 0;
  /** For what a scenario has to remember between two seconds. */
  readonly kept = new Map<string, string>();
  readonly keptBytes = new Map<string, Buffer>();
  readonly #clock: StageClock;
  readonly #workers = new Map<string, Worker>();
  #newest = 0;
  #queue: { readonly words: readonly Word[]; readonly take: (reply: unknown) => void }[] = [];

  constructor(stream: string, clock: StageClock) {
    this.stream = stream;
    this.#clock = clock;
  }

  get at(): number {
    return this.#clock.at;
  }

  /** That many entries, spread over the second that ends now (or over `spreadMs`). */
  add(count: number, spreadMs = 1_000): void {
    if (count <= 0) return;
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      this.added += 1;
      // A second thing of the same second comes behind the first.
      this.#newest = Math.max(this.#newest, this.at - spreadMs + Math.floor((n * spreadMs) / count));
      ids.push(this.idOf(this.added, this.#newest));
    }
    this.command(['EVAL', ADD, 1, this.stream, ...ids]);
  }

  createGroup(from = '0'): void {
    this.command(['XGROUP', 'CREATE', this.stream, this.group, from, 'MKSTREAM']);
  }

  trim(length: number): void {
    this.command(['XTRIM', this.stream, 'MAXLEN', length]);
  }

  moveTo(id: string): void {
    this.command(['XGROUP', 'SETID', this.stream, this.group, id]);
  }

  worker(name: string): Worker {
    const known = this.#workers.get(name) ?? new Worker(this, name);
    this.#workers.set(name, known);
    return known;
  }

  command(words: readonly Word[], take: (reply: unknown) => void = () => {}): void {
    this.#queue.push({ words, take });
  }

  /** Sends what this second holds. */
  async play(client: Redis): Promise<void> {
    const queue = this.#queue;
    this.#queue = [];
    await Promise.all(
      queue.map(async ({ words: [name, ...rest], take }) => {
        take(await client.callBuffer(String(name), rest.map(asArgument)));
      }),
    );
  }
}

/** One consumer: what it holds is what Redis handed it. */
export class Worker {
  readonly name: string;
  hand: string[] = [];
  readonly #scene: Scene;

  constructor(scene: Scene, name: string) {
    this.name = name;
    this.#scene = scene;
  }

  /** XREADGROUP without waiting; what it gets is in hand from the next second on. */
  read(count: number): void {
    const { stream, group } = this.#scene;
    this.#scene.called = true;
    this.#scene.command(
      ['XREADGROUP', 'GROUP', group, this.name, 'COUNT', count, 'STREAMS', stream, '>'],
      (reply) => void this.hand.push(...idsIn(reply)),
    );
  }

  /** Acknowledges the oldest of what it holds; what `keeps` names stays in hand. */
  ack(count = Infinity, keeps: ReadonlySet<string> = new Set()): void {
    const done = this.hand.filter((id) => !keeps.has(id)).slice(0, count);
    if (done.length === 0) return;
    const { stream, group } = this.#scene;
    const gone = new Set(done);
    this.hand = this.hand.filter((id) => !gone.has(id));
    this.#scene.called = true;
    this.#scene.command(['XACK', stream, group, ...done]);
  }

  /** A second of an ordinary consumer: done with what it had, takes up to so many. */
  work(count: number): void {
    this.ack();
    this.read(count);
  }

  /** Reads what it holds once more; counts as a call, and as a delivery of each. */
  reread(count = 1): void {
    const { stream, group } = this.#scene;
    this.#scene.called = true;
    this.#scene.command(['XREADGROUP', 'GROUP', group, this.name, 'COUNT', count, 'STREAMS', stream, '0']);
  }

  /** After a reconnect: what Redis says it holds. */
  takeUp(): void {
    const { stream, group } = this.#scene;
    this.#scene.command(
      ['XREADGROUP', 'GROUP', group, this.name, 'COUNT', 10_000, 'STREAMS', stream, '0'],
      (reply) => void this.hand.push(...idsIn(reply)),
    );
  }

  /** One call that waits on a connection of its own until something comes, however long. */
  async block(client: Redis): Promise<void> {
    const { stream, group } = this.#scene;
    const words = ['GROUP', group, this.name, 'COUNT', '10', 'BLOCK', '0', 'STREAMS', stream, '>'];
    const reply = await client.callBuffer('XREADGROUP', words);
    this.hand.push(...idsIn(reply));
  }
}

function idsIn(reply: unknown): string[] {
  // Sound: the answer of XREADGROUP to one stream is nil or one pair of its name and its entries.
  const streams = (reply ?? []) as readonly (readonly [Buffer, readonly (readonly [Buffer])[]])[];
  return streams.flatMap(([, entries]) => entries.map(([id]) => id.toString()));
}

function asArgument(word: Word): string | Buffer {
  return typeof word === 'number' ? String(word) : word;
}
