import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connectTo } from '../traffic/connect.ts';
import { REDIS_PID_FILE } from './demo-folder.ts';
import { freePort } from './free-port.ts';

/** A redis-server of this run's own. It comes back with its entries when somebody ends it. */
export class PrivateRedis {
  readonly port: number;
  readonly #folder: string;
  readonly #onEnded: () => void;
  #child: ChildProcess | undefined;
  #stopping = false;

  private constructor(port: number, folder: string, onEnded: () => void) {
    this.port = port;
    this.#folder = folder;
    this.#onEnded = onEnded;
  }

  /** `onEnded` is called each time the server ends by itself; `start` brings it back. */
  static async open(folder: string, onEnded: () => void): Promise<PrivateRedis> {
    const port = await freePort(0);
    if (port === undefined) throw new Error('This machine has no free port on 127.0.0.1.');
    const redis = new PrivateRedis(port, folder, onEnded);
    await redis.start();
    return redis;
  }

  /** Comes back once the server answers. */
  async start(): Promise<void> {
    if (this.#stopping) return;
    const child = spawn('redis-server', this.#settings(), { cwd: this.#folder, stdio: 'ignore' });
    this.#child = child;
    let ended: string | undefined;
    child.once('error', (error) => (ended = error.message));
    child.once('exit', (code) => {
      ended ??= `it ended with ${code}`;
      if (!this.#stopping) this.#onEnded();
    });
    writeFileSync(join(this.#folder, REDIS_PID_FILE), String(child.pid ?? ''));
    await this.#answers(() => ended);
  }

  async #answers(ended: () => string | undefined): Promise<void> {
    const client = connectTo(this.port, 'demo-start');
    try {
      for (let tries = 0; tries < 200; tries += 1) {
        const reason = ended();
        if (reason !== undefined)
          throw new Error(`redis-server did not start: ${reason}. Its log is ${this.#folder}/redis.log.`);
        if ((await client.ping().catch(() => '')) === 'PONG') return;
        await wait(50);
      }
      throw new Error('redis-server did not answer within ten seconds.');
    } finally {
      client.disconnect();
    }
  }

  #settings(): string[] {
    const settings = {
      port: String(this.port),
      bind: '127.0.0.1',
      dir: this.#folder,
      logfile: 'redis.log',
      save: '',
      // So that `redis-cli shutdown` shows what a restart looks like, not an empty Redis.
      appendonly: 'yes',
      appendfsync: 'no',
      maxmemory: '500000000',
      'maxmemory-policy': 'noeviction',
    };
    return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    // Nothing is to be kept, so nothing has to be written in an orderly way first.
    child.kill('SIGKILL');
    await gone;
  }
}
