import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect } from '@playwright/test';
import { Redis } from 'ioredis';
import { ROOT } from './rig/demo-file.ts';
import { journey } from './rig/journey.ts';
import { endProgram, lineOf, READY } from './rig/line-of.ts';

async function folderOf(redisPort: number): Promise<string> {
  const client = new Redis(redisPort);
  const [, folder = ''] = await client.config('GET', 'dir');
  client.disconnect();
  return folder;
}

journey('a second demo runs beside the first, calm, and leaves nothing behind', async ({ page, demo: first }) => {
  // As a person starts it: a signal has to find its way through npm and the setup script.
  const { port } = new URL(first.url);
  const demo = spawn('npm', ['run', 'demo', '--', '--calm'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, WEIR_PORT: port },
  });
  try {
    const [ready, outside, taken] = await Promise.all([
      lineOf(demo, READY, 60_000),
      lineOf(demo, /redis-cli -p (\d+)/, 60_000),
      lineOf(demo, new RegExp(`Port ${port} is taken; the console of this demo is on (\\d+)`), 60_000),
    ]);
    const [, url = '', link = ''] = ready;
    expect(url).toMatch(new RegExp(`:${taken[1]}$`));
    await page.goto(url + link);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/All 20 groups keep up/, { timeout: 30_000 });

    const redisPort = Number(outside[1]);
    const folder = await folderOf(redisPort);
    expect(folder).toContain('/.weir/demo-');
    expect(existsSync(folder)).toBe(true);
    await page.close();
    await endProgram(demo, 'SIGINT');
    await expect.poll(() => existsSync(folder)).toBe(false);
    const processes = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    expect(processes).not.toContain(`redis-server 127.0.0.1:${redisPort}`);
  } finally {
    await endProgram(demo, 'SIGINT');
  }
});
