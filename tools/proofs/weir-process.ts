import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ConnectionAnswer, Listed } from '@weir/domain/wire/answers';
import { freePort } from '../rig/free-port.ts';
import { until } from './until.ts';

const MAIN = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url));
const run = promisify(execFile);

/** The real server in a process of its own, asked over HTTP as a script would. */
export interface WeirProcess {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  /** One query; fails on anything but 200. Names and shapes are those of docs/api.md. */
  query<T>(procedure: string, input?: object): Promise<T>;
  /** One mutation; fails on anything but 200. */
  change<T>(procedure: string, input: object): Promise<T>;
  /** Id of the one connection it watches. */
  connection(): Promise<string>;
  get(path: string): Promise<{ readonly status: number; readonly text: string }>;
  /** One more token of its own, as another viewer has. */
  anotherToken(name: string): Promise<string>;
  /** A new one-time link that signs a browser in. */
  signInLink(): Promise<string>;
  /** What the process wrote to its log so far. */
  log(): string;
  /** SIGKILL. `revive` brings it back on the same port and folder. */
  kill9(): Promise<void>;
  revive(): Promise<void>;
  stop(): Promise<void>;
}

export async function startWeir(
  redisUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<WeirProcess> {
  const folder = await mkdtemp(`${tmpdir()}/weir-proof-`);
  const port = await freePort();
  const env = {
    ...process.env,
    WEIR_REDIS_URL: redisUrl,
    WEIR_PORT: String(port),
    WEIR_DATA_DIR: folder,
    WEIR_LOG_LEVEL: 'warn',
    ...settings,
  };
  const anotherToken = async (name: string): Promise<string> =>
    (
      await run(process.execPath, [MAIN, 'token', 'create', '--role', 'operator', '--name', name], { env })
    ).stdout.trim();
  const token = await anotherToken('proof');
  let log = '';
  const launch = () => {
    const child = spawn(process.execPath, [MAIN, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (part: Buffer) => (log += part.toString()));
    child.stderr.on('data', (part: Buffer) => (log += part.toString()));
    return { child, ended: new Promise<void>((resolve) => child.once('exit', () => resolve())) };
  };
  let life = launch();
  const url = `http://127.0.0.1:${port}`;

  const get = async (path: string): Promise<{ status: number; text: string }> => {
    const answer = await fetch(url + path, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(20_000),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const stop = async (): Promise<void> => {
    const { child, ended } = life;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(late);
    await rm(folder, { recursive: true, force: true });
  };

  const answering = async (): Promise<void> => {
    const early = life.ended.then(() => {
      throw new Error('it ended by itself');
    });
    const answers = until('the server answers', 60_000, async () =>
      (await get('/healthz')).status === 200 ? true : undefined,
    );
    await Promise.race([answers, early]).catch(async (failure: unknown) => {
      await stop();
      throw new Error(`the server did not start: ${log}`, { cause: failure });
    });
  };
  await answering();

  const query = async <T>(procedure: string, input: object = {}): Promise<T> => {
    const { status, text } = await get(`/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`);
    if (status !== 200) throw new Error(`${procedure} answered ${status}: ${text.slice(0, 400)}`);
    // The caller names the shape of the procedure it asked; the suites compare every field they use.
    return (JSON.parse(text) as { result: { data: T } }).result.data;
  };

  return {
    url,
    token,
    get pid() {
      return life.child.pid ?? 0;
    },
    query,
    async change<T>(procedure: string, input: object) {
      const answer = await fetch(`${url}/trpc/${procedure}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      if (answer.status !== 200) throw new Error(`${procedure} answered ${answer.status}: ${await answer.text()}`);
      // The caller names the shape of the procedure it asked, as with queries.
      return ((await answer.json()) as { result: { data: T } }).result.data;
    },
    connection: async () => (await query<Listed<ConnectionAnswer>>('connections.list')).items[0]?.id ?? '',
    get,
    anotherToken,
    signInLink: async () => (await run(process.execPath, [MAIN, 'sign-in'], { env })).stdout.trim(),
    log: () => log,
    async kill9() {
      life.child.kill('SIGKILL');
      await life.ended;
    },
    async revive() {
      life = launch();
      await answering();
    },
    stop,
  };
}
