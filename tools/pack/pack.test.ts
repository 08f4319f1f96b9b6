import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../proofs/until.ts';
import { freePort } from '../rig/free-port.ts';
import { startRedis, type RedisRig } from '../rig/redis-rig.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

let redis: RedisRig;
let folder: string;
let weir: string;
beforeAll(async () => {
  // Far from any node_modules: what the package lacks it cannot find anywhere.
  folder = mkdtempSync(join(tmpdir(), 'weir-pack-'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  await run(process.execPath, [join(root, 'tools/pack/build-package.ts'), join(folder, 'dist')]);
  weir = join(folder, 'dist/weir.js');
  redis = await startRedis();
  await redis.call('XADD', 'orders', '*', 'a', '1');
});
afterAll(async () => {
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the package runs by itself: pages, picture, store and commands', { timeout: 120_000 }, async () => {
  const port = await freePort();
  const env = {
    ...process.env,
    WEIR_REDIS_URL: redis.url,
    WEIR_PORT: String(port),
    WEIR_DATA_DIR: join(folder, 'data'),
  };
  const console = spawn(process.execPath, [weir, 'serve'], { env, stdio: 'ignore', cwd: folder });
  try {
    const get = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`);
    await until('the first picture', 30_000, async () => ((await get('/readyz')).status === 200 ? true : undefined));
    expect(await (await get('/')).text()).toContain('<title>');
    expect(await (await get('/metrics')).text()).toMatch(/redis_stream_length\{[^}]*stream="orders"[^}]*\} 1/);
    expect((await run(process.execPath, [weir, 'audit', 'verify'], { env })).stdout).toContain('empty');
    const { stdout } = await run(process.execPath, [weir, 'token', 'create', '--role', 'viewer', '--name', 't'], {
      env,
    });
    const answer = await fetch(`http://127.0.0.1:${port}/trpc/audit.verify`, {
      headers: { authorization: `Bearer ${stdout.trim()}` },
    });
    expect(await answer.json()).toMatchObject({ result: { data: { intact: true } } });
    // Both threads found their files.
    expect(existsSync(join(folder, 'data/weir.db'))).toBe(true);
    await until('history is written', 20_000, () => (existsSync(join(folder, 'data/history.db')) ? true : undefined));
  } finally {
    await ended(console);
  }
});

test('the package says what it is and refuses what it does not know', async () => {
  expect((await run(process.execPath, [weir, '--help'])).stdout).toContain('weir serve');
  await expect(run(process.execPath, [weir, 'dance'])).rejects.toMatchObject({ code: 2 });
});

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
