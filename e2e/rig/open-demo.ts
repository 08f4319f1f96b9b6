import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium, type FullConfig } from '@playwright/test';
import { freePort } from '../../tools/rig/free-port.ts';
import { DEMO_FILE, DEMO_SESSION, ROOT, type OpenDemo } from './demo-file.ts';
import { endProgram, lineOf, READY } from './line-of.ts';

/** Starts the demo once for all journeys that look at its troubles, and signs in with its link. */
// oxlint-disable-next-line import/no-default-export -- Playwright asks for one
export default async function openDemo(config: FullConfig): Promise<() => Promise<void>> {
  const demo = spawn(process.execPath, ['apps/demo/src/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, WEIR_PORT: String(await freePort()) },
  });
  try {
    const [ready, outside] = await Promise.all([
      lineOf(demo, READY, 60_000),
      lineOf(demo, /redis-cli -p (\d+)/, 60_000),
    ]);
    const [, url = '', link = ''] = ready;
    const redisPort = Number(outside[1]);
    mkdirSync(`${ROOT}/.tools/e2e`, { recursive: true });
    writeFileSync(DEMO_FILE, JSON.stringify({ url, redisPort, startedAt: Date.now() } satisfies OpenDemo));
    await signIn(config, url + link);
  } catch (failure) {
    await endProgram(demo, 'SIGINT');
    throw failure;
  }
  return async () => {
    const code = await endProgram(demo, 'SIGINT');
    if (code !== 0) throw new Error(`the demo ended with ${code} on Ctrl-C`);
  };
}

async function signIn(config: FullConfig, link: string): Promise<void> {
  const browser = await chromium.launch(config.projects[0]?.use.launchOptions);
  const page = await browser.newPage();
  await page.goto(link);
  await page.waitForURL('**/c/**');
  await page.context().storageState({ path: DEMO_SESSION });
  await browser.close();
}
