import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

export interface RedisRigOptions {
  /** More arguments of redis-server, e.g. ['--requirepass', 'x']. They come last, so they win over the defaults. */
  readonly args?: readonly string[];
  /** 'system' = the redis-server on PATH. Ignored when `binary` is given. */
  readonly version?: 'system';
  /** Command line that starts another server: loader, its options, server file. */
  readonly binary?: readonly string[];
  /** False: come back as soon as the port accepts connections, even while data is being loaded. */
  readonly untilReady?: boolean;
  /** Sign-in for `call`; default none. */
  readonly user?: { readonly username?: string; readonly password: string };
}

export interface RedisRig {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  /** The server's folder; removed by `stop`. */
  readonly folder: string;
  /** SIGKILL, as a crash. `restart` brings it back on the same port. */
  kill9(): Promise<void>;
  /** Ends the server and removes its folder. Safe to call twice. */
  stop(): Promise<void>;
  /** SIGSTOP: the kernel still accepts connections, nobody answers. */
  pause(): void;
  resume(): void;
  /** Ends the server if it runs and starts it again on the same port and folder, on request with another binary. */
  restart(change?: Pick<RedisRigOptions, 'args' | 'binary' | 'untilReady'>): Promise<void>;
  /** One command over an own connection; replies as text. Calls made in one turn travel together. */
  call(...args: readonly (string | number | Buffer)[]): Promise<unknown>;
  callBuffer(...args: readonly (string | number | Buffer)[]): Promise<unknown>;
}

const DEFAULTS = [
  '--save',
  '',
  '--appendonly',
  'no',
  '--bind',
  '127.0.0.1',
  '--daemonize',
  'no',
  '--loglevel',
  'warning',
];
const running = new Map<ChildProcess, string>();
// A test that dies must not leave a server behind.
process.once('exit', () => {
  for (const [child, folder] of running) {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A private real Redis on a free port with its own folder, nothing persisted unless asked for. */
export async function startRedis(options: RedisRigOptions = {}): Promise<RedisRig> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-redis-'));
  // Between finding a free port and taking it somebody else may have been quicker.
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return new Rig(options, port, folder, await launch(options, port, folder));
    } catch (error) {
      if (attempt < 4) continue;
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }
}

class Rig implements RedisRig {
  readonly port: number;
  readonly url: string;
  readonly folder: string;
  #options: RedisRigOptions;
  #server: ChildProcess;
  #client: Redis | undefined;

  constructor(options: RedisRigOptions, port: number, folder: string, server: ChildProcess) {
    this.port = port;
    this.url = `redis://127.0.0.1:${port}`;
    this.folder = folder;
    this.#options = options;
    this.#server = server;
    running.set(server, folder);
  }

  get pid(): number {
    return this.#server.pid ?? 0;
  }

  kill9(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  pause(): void {
    this.#server.kill('SIGSTOP');
  }

  resume(): void {
    this.#server.kill('SIGCONT');
  }

  async restart(change: Pick<RedisRigOptions, 'args' | 'binary' | 'untilReady'> = {}): Promise<void> {
    await this.#end('SIGTERM');
    this.#options = { ...this.#options, ...change };
    this.#server = await launch(this.#options, this.port, this.folder);
    running.set(this.#server, this.folder);
  }

  call(name: string | number | Buffer, ...args: readonly (string | number | Buffer)[]): Promise<unknown> {
    return this.#connected().call(String(name), args.map(plain));
  }

  callBuffer(name: string | number | Buffer, ...args: readonly (string | number | Buffer)[]): Promise<unknown> {
    return this.#connected().callBuffer(String(name), args.map(plain));
  }

  #connected(): Redis {
    if (this.#client !== undefined && this.#client.status !== 'end') return this.#client;
    this.#client = new Redis({
      port: this.port,
      host: '127.0.0.1',
      protocol: 2,
      disableClientInfo: true,
      enableReadyCheck: false,
      retryStrategy: null,
      ...this.#options.user,
    });
    this.#client.on('error', () => {});
    return this.#client;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#client?.disconnect();
    this.#client = undefined;
    const server = this.#server;
    if (server.exitCode === null && server.signalCode === null) {
      const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
      // A stopped process sees no other signal before it continues.
      server.kill('SIGCONT');
      server.kill(signal);
      const killer = setTimeout(() => server.kill('SIGKILL'), 2_000);
      await gone;
      clearTimeout(killer);
    }
    running.delete(server);
  }
}

function plain(argument: string | number | Buffer): string | Buffer {
  return typeof argument === 'number' ? String(argument) : argument;
}

async function launch(options: RedisRigOptions, port: number, folder: string): Promise<ChildProcess> {
  const [file = 'redis-server', ...before] = options.binary ?? ['redis-server'];
  const args = [...before, '--port', String(port), '--dir', folder, ...DEFAULTS, ...(options.args ?? [])];
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const keep = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-2_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let failed: Error | undefined;
  child.once('error', (error) => {
    failed = error;
  });
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await firstAnswer(port);
    // Somebody else's server on this port answers too; ours has then ended.
    if (failed !== undefined || child.exitCode !== null) throw failed ?? new Error(`redis-server ended: ${said}`);
    const ready = options.untilReady === false ? answer !== undefined : /^[+-](?!LOADING)/.test(answer ?? '');
    if (ready) return child;
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`redis-server did not get ready: ${said}`);
    }
    await wait(15);
  }
}

/** What the port says to PING within 200 ms: '' = it accepts but is silent, undefined = nothing listens. */
function firstAnswer(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const finish = (answer: string | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (chunk: Buffer) => finish(chunk.toString('latin1')));
    socket.once('error', () => finish(undefined));
    socket.setTimeout(200, () => finish(''));
  });
}
