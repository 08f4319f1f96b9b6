import type { PollTick, Watcher } from '@weir/domain/connections/gateway';
import type { LinkState } from '@weir/domain/connections/link-state';
import type { DiagnosisRow } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { describeGroup } from '@weir/api/groups/describe-group';
import { createBoard, type Board } from '@weir/api/observe/board';
import { createSampler, type Sampler } from '@weir/api/observe/sampler';
import { type ConnectionNames, firstSummary } from '@weir/api/observe/summarise';
import type { Watch } from '@weir/api/observe/watch';
import { identify } from '@weir/redis/capabilities/identify';
import { capabilitiesFrom, probe } from '@weir/redis/capabilities/probe';
import { BudgetLedger } from '@weir/redis/poll/budget-ledger';
import { MeteredWire } from '@weir/redis/poll/metered-wire';
import { PollCycle } from '@weir/redis/poll/poll-cycle';
import { RedisClock } from '@weir/redis/poll/redis-clock';
import { StreamRegister } from '@weir/redis/poll/stream-register';
import { tierZeroOrder } from '@weir/redis/poll/tier-zero';
import { Redis } from 'ioredis';
import type { RedisRig } from '../../rig/redis-rig.ts';
import { Scene } from './scene.ts';
import { StageClock } from './stage-clock.ts';
import { StageWire } from './stage-wire.ts';

const POLL_MS = 2_000;
const BUDGET = { coreShare: 0.9, commandsPerSecond: 1_000_000, bytesPerSecond: 1_000_000_000 };
const NAMES: ConnectionNames = { id: 'main', name: 'stage', kind: 'test', address: '-', readOnly: true };
const COST = {
  durationMs: 3,
  commands: 10,
  bytesIn: 1_000,
  serverMicros: 200,
  isMeasured: false,
  configuredIntervalMs: POLL_MS,
  intervalMs: POLL_MS,
  stretchedBecause: '',
  budget: BUDGET,
} as const;

/** What one poll says of a scene's group. */
export interface Sight {
  readonly row: GroupRow;
  readonly diagnosis: () => readonly DiagnosisRow[];
}

/**
 * A real Redis whose time runs some two hundred times faster, and everything of Weir between it and the verdict: the
 * poll with its own parsers and counts, the sampler, the board.
 */
export class Stage {
  readonly clock = new StageClock();
  readonly board: Board;
  readonly sampler: Sampler;
  readonly client: Redis;
  readonly #cycle: PollCycle;
  readonly #register: StreamRegister;
  readonly #watcher: { link: LinkState; paused: boolean };
  readonly #watch: Watch;
  readonly #poll: Redis;
  readonly #own: Redis[] = [];
  #first = true;

  private constructor(client: Redis, poll: Redis, known: Pick<Watcher, 'identity' | 'capabilities'>) {
    this.client = client;
    this.#poll = poll;
    const { capabilities } = known;
    if (capabilities === undefined) throw new Error('the server was not asked what it can do');
    const redisClock = new RedisClock(() => this.clock.at);
    this.#register = new StreamRegister([], (stream) => tierZeroOrder(stream, redisClock, () => this.#cycle.findings));
    const context = {
      wire: new MeteredWire(new StageWire(poll, this.clock)),
      ledger: new BudgetLedger(BUDGET, POLL_MS, () => this.clock.at),
      clock: redisClock,
      capabilities,
    };
    this.#cycle = new PollCycle(context, this.#register, {
      intervalMs: POLL_MS,
      rollingMs: 60_000,
      spareMs: POLL_MS,
      provenMs: 300_000,
    });
    this.#watcher = { link: { state: 'up', since: this.clock.at }, paused: false };
    // Sound for what is asked of a watcher by those who make the picture: the four things it is made of here.
    const watcher = Object.assign(this.#watcher, known, { look: () => {} }) as unknown as Watcher;
    this.board = createBoard('main', 'stage', firstSummary(NAMES, watcher), () => ({
      isOver: () => false,
      breathe: () => Promise.resolve(),
    }));
    this.sampler = createSampler({
      names: NAMES,
      board: this.board,
      watcher,
      historyBytes: 256 * 1024 * 1024,
      here: () => this.clock.at,
      onPublish: () => {},
    });
    // Sound: describing a group asks for the board, the watcher and the clock.
    this.#watch = { ...NAMES, gateway: { watcher }, board: this.board, here: () => this.clock.at } as unknown as Watch;
  }

  static async on(rig: RedisRig): Promise<Stage> {
    const [client, poll] = [0, 1].map(() => new Redis({ port: rig.port, protocol: 2, enableReadyCheck: false }));
    if (client === undefined || poll === undefined) throw new Error('two connections were asked for');
    await Promise.all([client.ping(), poll.ping()]);
    const identity = await identify(poll);
    return new Stage(client, poll, { identity, capabilities: capabilitiesFrom(await probe(poll, 'poll'), identity) });
  }

  scene(stream: string): Scene {
    this.#register.add(Buffer.from(stream));
    return new Scene(stream, this.clock);
  }

  /** Plays a second of every scene, and polls when it is time. */
  async second(scenes: readonly Scene[], act: (scene: Scene) => void): Promise<boolean> {
    await this.clock.advance();
    for (const scene of scenes) {
      scene.called = false;
      act(scene);
    }
    await Promise.all(scenes.map((scene) => scene.play(this.client)));
    if (this.#watcher.paused || this.clock.at % POLL_MS !== 0) return false;
    await this.#pollOnce();
    return true;
  }

  pause(): void {
    this.#watcher.paused = true;
    this.sampler.announce();
  }

  resume(): void {
    this.#watcher.paused = false;
    this.sampler.announce();
  }

  sight({ stream, group }: Scene): Sight | undefined {
    const tracked = this.board.streams.get(stream)?.groups.get(group);
    if (tracked === undefined) return undefined;
    return { row: tracked.row, diagnosis: () => describeGroup(this.#watch, { stream, group }).diagnosis };
  }

  /** A connection of its own, for a call that waits. */
  connect(): Redis {
    const own = this.client.duplicate({ retryStrategy: null });
    own.on('error', () => {});
    this.#own.push(own);
    return own;
  }

  close(): void {
    for (const each of [this.client, this.#poll, ...this.#own]) each.disconnect();
  }

  async #pollOnce(): Promise<void> {
    const result = await this.#cycle.run();
    const tick: PollTick = {
      at: result.at,
      atHere: result.at,
      changed: result.changed.flatMap(({ observation }) => observation ?? []),
      gone: result.gone.flatMap(({ name, presence }) =>
        presence === 'new' || presence === 'there' ? [] : [{ stream: name, because: presence }],
      ),
      discovery: { complete: true, lastSweepAt: result.at, patterns: [] },
      cost: COST,
      first: this.#first,
    };
    this.#first = false;
    await this.sampler.absorb(tick);
  }
}
