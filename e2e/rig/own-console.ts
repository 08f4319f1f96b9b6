import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../tools/rig/free-port.ts';
import { startRedis, type RedisRig } from '../../tools/rig/redis-rig.ts';
import { ROOT } from './demo-file.ts';
import { endProgram, lineOf, READY } from './line-of.ts';

/** A Redis and a console of one journey's own. */
export interface OwnConsole {
  readonly redis: RedisRig;
  readonly url: string;
  /** Address of the one-time sign-in link. */
  readonly link: string;
  /** Kills the console and starts it again at the same address, with what it wrote down; gives a new sign-in link. */
  restart(): Promise<string>;
  stop(): Promise<void>;
}

/** Fills the Redis, and the console's folder if need be, before the console looks at them. */
export type Seed = (redis: RedisRig, folder: string) => Promise<void>;

/** Starts both. */
export async function startOwnConsole(seed: Seed): Promise<OwnConsole> {
  const redis = await startRedis({ args: ['--appendonly', 'yes', '--appendfsync', 'no'] });
  const folder = mkdtempSync(join(tmpdir(), 'weir-e2e-'));
  await seed(redis, folder);
  const port = await freePort();
  let server: ChildProcess | undefined;
  const start = async (): Promise<{ readonly url: string; readonly link: string }> => {
    server = spawn(process.execPath, ['apps/server/src/main.ts', 'serve'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        WEIR_REDIS_URL: redis.url,
        WEIR_PORT: String(port),
        WEIR_DATA_DIR: folder,
        WEIR_LOG_LEVEL: 'warn',
        WEIR_POLL_INTERVAL_MS: '1000',
      },
    });
    const [, url = '', link = ''] = await lineOf(server, READY, 30_000);
    return { url, link: url + link };
  };
  const stop = async (): Promise<void> => {
    if (server !== undefined) await endProgram(server);
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { url, link } = await start();
    const restart = async (): Promise<string> => {
      if (server !== undefined) await endProgram(server, 'SIGKILL');
      return (await start()).link;
    };
    return { redis, url, link, restart, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}
