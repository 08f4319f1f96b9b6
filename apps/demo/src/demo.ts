import { setTimeout as wait } from 'node:timers/promises';
import { startConsole } from './console/console-process.ts';
import { setPolicies } from './console/set-policies.ts';
import { seedHistory } from './history/seed-history.ts';
import { firstFreePort } from './private/free-port.ts';
import { PrivateRedis } from './private/private-redis.ts';
import { planGroups } from './scenarios/groups.ts';
import { seededRandom } from './scenarios/random.ts';
import { STREAMS } from './scenarios/streams.ts';
import { connectTo } from './traffic/connect.ts';
import { startTraffic } from './traffic/traffic.ts';
import { startSchedule } from './troubles/schedule.ts';
import type { Scene, Trouble } from './troubles/trouble.ts';

const CONSOLE_PORT = 7380;
const RESTART_AFTER_MS = 5_000;
// A Ctrl-C reaches all processes of the terminal at once; ours may hear of a child's end first.
const SIGNAL_ARRIVES_MS = 200;
const SEED = 20_260;

/** A private Redis, what moves in it, and the console for it. */
export class Demo {
  readonly troubles: readonly Trouble[];
  readonly #folder: string;
  // In the order of starting; stopped the other way round.
  readonly #parts: { stop(): Promise<void> | void }[] = [];
  #stopping = false;

  constructor(folder: string, troubles: readonly Trouble[]) {
    this.#folder = folder;
    this.troubles = troubles;
  }

  /** Comes back with the console's line once it is ready. `failed` is called when a part ends for good later on. */
  async start(failed: (why: string) => void): Promise<{ readonly line: string; readonly redisPort: number }> {
    const wanted = Number(process.env['WEIR_PORT'] ?? CONSOLE_PORT);
    const port = await firstFreePort(wanted);
    if (port !== wanted) console.log(`Port ${wanted} is taken; the console of this demo is on ${port}.`);
    const redis = await PrivateRedis.open(this.#folder, () => void this.#bringBack(redis, failed));
    this.#parts.push(redis);
    const scene = await this.#move(redis.port);
    const line = await this.#openConsole(redis.port, port, failed);
    this.#parts.push(startSchedule(this.troubles, scene));
    return { line, redisPort: redis.port };
  }

  async #move(redisPort: number): Promise<Omit<Scene, 'every'>> {
    const random = seededRandom(SEED);
    const client = connectTo(redisPort, 'demo');
    this.#parts.push({ stop: () => client.disconnect() });
    const groups = planGroups();
    const [seconds] = await client.time();
    await seedHistory(client, STREAMS, groups, Number(seconds) * 1_000, random);
    const traffic = startTraffic(redisPort, STREAMS, groups, random);
    this.#parts.push(traffic);
    return { client, traffic, random };
  }

  async #openConsole(redisPort: number, port: number, failed: (why: string) => void): Promise<string> {
    const opened = startConsole(redisPort, port, this.#folder);
    this.#parts.push(opened);
    const line = await opened.ready;
    // Where it says it is: port 0 means any. The demo is one without the policies, too.
    const [address = ''] = /http:\/\/[^/]+/.exec(line) ?? [];
    await setPolicies(address, this.#folder).catch((error: unknown) => {
      console.log(`The policies of the demo could not be set: ${String(error)}`);
    });
    void opened.gone.then(async () => {
      await wait(SIGNAL_ARRIVES_MS);
      if (!this.#stopping) failed('The console has ended, so the demo ends too.');
    });
    return line;
  }

  async #bringBack(redis: PrivateRedis, failed: (why: string) => void): Promise<void> {
    await wait(SIGNAL_ARRIVES_MS);
    if (this.#stopping) return;
    console.log(`The private Redis has ended. It comes back in ${RESTART_AFTER_MS / 1_000} s with its entries.`);
    await wait(RESTART_AFTER_MS);
    await redis.start().catch((error: unknown) => failed(error instanceof Error ? error.message : String(error)));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const part of this.#parts.toReversed()) await part.stop();
  }
}
