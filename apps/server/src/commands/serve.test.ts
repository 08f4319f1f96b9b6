import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../../../tools/rig/free-port.ts';
import { startRedis } from '../../../../tools/rig/redis-rig.ts';
import { sendTo, until } from '../rig/console-rig.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const CANARY = 'c4nary-hunter2-secret';
const run = promisify(execFile);

let dataDir = '';
let port = 0;
const started: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'weir-serve-'));
  port = await freePort();
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    WEIR_PORT: String(port),
    WEIR_DATA_DIR: dataDir,
    WEIR_POLL_INTERVAL_MS: '250',
    ...more,
  };
}

function serve(more: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [MAIN, 'serve'], { env: environment(more), stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (bytes: Buffer) => {
    said.out += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    said.err += bytes.toString();
  });
  const ready = (): Promise<string> =>
    until(
      () => said.out,
      (out) => out.includes('\n'),
    );
  return { child, said, ready };
}

const readyz = () => sendTo(port, '/readyz', {});

describe('weir serve', () => {
  test('prints one line with a link that signs in, and keeps its secrets to itself', async () => {
    const redis = await startRedis();
    const { said, ready } = serve({ WEIR_REDIS_URL: redis.url, WEIR_LOG_LEVEL: 'trace' });
    await ready();
    await until(readyz, ({ status }) => status === 200);
    expect(said.out).toMatch(new RegExp(`^Weir is ready: http://127\\.0\\.0\\.1:${port}/sign-in#[\\w-]{32}\\n$`));
    const code = said.out.trim().split('#')[1] ?? '';
    const headers = { 'content-type': 'application/json', 'x-weir': '1', 'sec-fetch-site': 'same-origin' };
    const answer = await sendTo(port, '/trpc/session.login', {
      method: 'POST',
      headers,
      body: JSON.stringify({ code }),
    });
    expect(answer.status).toBe(200);
    const secret = answer.headers['set-cookie']?.[0]?.split(/[=;]/)[1] ?? '';
    expect(secret).toHaveLength(43);
    expect(said.err).not.toContain(code);
    expect(said.err).not.toContain(secret);
    for (const file of readdirSync(dataDir, { recursive: true, encoding: 'utf8' })) {
      const path = join(dataDir, file);
      const kind = statSync(path);
      expect(kind.mode & 0o077).toBe(0);
      if (kind.isFile()) expect(readFileSync(path, 'utf8')).not.toContain(secret);
    }
    await redis.stop();
  });

  test('starts without Redis, says why it is not ready, and becomes ready when Redis comes', async () => {
    const redis = await startRedis();
    await redis.kill9();
    const { ready } = serve({ WEIR_REDIS_URL: redis.url });
    await ready();
    const waiting = await until(readyz, ({ text }) => text.includes('"down"'));
    expect(waiting.status).toBe(503);
    expect(waiting.text).toContain(`Nothing listens at 127.0.0.1:${redis.port}`);
    expect((await sendTo(port, '/healthz', {})).status).toBe(200);
    await redis.restart();
    await until(readyz, ({ status }) => status === 200);
    await redis.kill9();
    const lost = await until(readyz, ({ text }) => text.includes('"down"'));
    expect(lost.status).toBe(200);
    await redis.stop();
  });

  test('never tells the password of the address, whatever goes wrong', async () => {
    const redis = await startRedis({ args: ['--requirepass', 'another-one'], user: { password: 'another-one' } });
    const url = `redis://weir:${CANARY}@127.0.0.1:${redis.port}`;
    const { said, ready } = serve({ WEIR_REDIS_URL: url, WEIR_LOG_LEVEL: 'trace' });
    await ready();
    const { text } = await until(readyz, (answer) => answer.text.includes('did not accept'));
    const { stdout } = await run(process.execPath, [MAIN, 'token', 'create', '--role', 'admin', '--name', 'ci'], {
      env: environment({}),
    });
    const headers = { authorization: `Bearer ${stdout.trim()}` };
    const answers = await Promise.all(
      [
        'connections.list',
        'groups.list?input={"connection":"main"}',
        'entries.list?input={"connection":"main","stream":"s"}',
      ].map((path) => sendTo(port, encodeURI(`/trpc/${path}`), { headers })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 503]);
    const everything = [text, said.out, said.err, ...answers.map((answer) => answer.text)].join('\n');
    expect(everything).not.toContain(CANARY);
    expect(everything).not.toContain('node_modules');
    await redis.stop();
  });

  test('a port in use is one clear sentence', async () => {
    const { ready } = serve({ WEIR_REDIS_URL: 'redis://127.0.0.1:1' });
    await ready();
    const second = serve({ WEIR_REDIS_URL: 'redis://127.0.0.1:1', WEIR_LOG_LEVEL: 'silent' });
    const [exitCode] = (await once(second.child, 'exit')) as [number];
    expect(exitCode).toBe(1);
    expect(second.said).toEqual({
      out: '',
      err: `Port ${port} on 127.0.0.1 is in use: stop what listens there, or set WEIR_PORT to another one.\n`,
    });
  });

  test('settings that are wrong stop it before anything is opened', async () => {
    const { child, said } = serve({ WEIR_HOST: '0.0.0.0', WEIR_READ_ONLY: 'perhaps' });
    const [exitCode] = (await once(child, 'exit')) as [number];
    expect(exitCode).toBe(1);
    expect(said.err.trim().split('\n')).toHaveLength(2);
    expect(said.out).toBe('');
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s ends it within five seconds, and its note of running',
    async (signal) => {
      const redis = await startRedis();
      const { child, ready } = serve({ WEIR_REDIS_URL: redis.url });
      await ready();
      await until(readyz, ({ status }) => status === 200);
      const began = Date.now();
      child.kill(signal);
      const [exitCode] = (await once(child, 'exit')) as [number];
      expect(exitCode).toBe(0);
      expect(Date.now() - began).toBeLessThan(12_000);
      expect(readdirSync(dataDir)).not.toContain('running.json');
      await redis.stop();
    },
  );
});

describe('commands beside a running console', () => {
  test('a new sign-in link and a token work at once; a revoked token does not', async () => {
    const redis = await startRedis();
    const { ready } = serve({ WEIR_REDIS_URL: redis.url });
    await ready();
    const weir = async (...words: string[]): Promise<string> =>
      (await run(process.execPath, [MAIN, ...words], { env: environment({ WEIR_REDIS_URL: redis.url }) })).stdout;
    const link = await weir('sign-in');
    expect(link).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/sign-in#[\\w-]{32}\\n$`));
    const token = await weir('token', 'create', '--role', 'viewer', '--name', 'ci');
    expect(token).toMatch(/^weir_[\w-]{43}\n$/);
    const ask = () => sendTo(port, '/trpc/connections.list', { headers: { authorization: `Bearer ${token.trim()}` } });
    expect((await ask()).status).toBe(200);
    await weir('token', 'revoke', '--name', 'ci');
    await until(ask, ({ status }) => status === 401);
    await redis.stop();
  });
});
