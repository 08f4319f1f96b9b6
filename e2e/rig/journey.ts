import { test as base, type Page } from '@playwright/test';
import { DEMO_SESSION, readOpenDemo, type OpenDemo } from './demo-file.ts';
import { type OwnConsole, type Seed, startOwnConsole } from './own-console.ts';
import { startOwnDemo, type OwnDemo } from './own-demo.ts';

interface Journey {
  /** A page that fails the test when the browser's console shows an error, a violated policy among them. */
  readonly page: Page;
  /** The demo, shared by all journeys; the page is signed in there. */
  readonly demo: OpenDemo;
  /** Starts a Redis and a console for this test alone. */
  readonly ownConsole: (seed?: Seed) => Promise<OwnConsole>;
  /** Starts a demo for this test alone, which may put right what goes wrong in it. */
  readonly ownDemo: () => Promise<OwnDemo>;
}

/** A journey of an operator, in a browser that must not complain. */
export const journey = base.extend<Journey>({
  storageState: DEMO_SESSION,
  // Asks for these two only to be taken down before them: a console that stops under an open page is no complaint.
  page: async ({ page, ownConsole: _stopsLater, ownDemo: _stopsLaterToo }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await use(page);
    if (complaints.length > 0) throw new Error(`the browser's console says:\n${complaints.join('\n')}`);
  },
  // Playwright reads a fixture's dependencies from its first parameter.
  // oxlint-disable-next-line no-empty-pattern
  demo: async ({}, use) => {
    await use(readOpenDemo());
  },
  // oxlint-disable-next-line no-empty-pattern
  ownConsole: async ({}, use) => {
    const started: OwnConsole[] = [];
    await use(async (seed = () => Promise.resolve()) => {
      const console = await startOwnConsole(seed);
      started.push(console);
      return console;
    });
    for (const console of started) await console.stop();
  },
  // oxlint-disable-next-line no-empty-pattern
  ownDemo: async ({}, use) => {
    const started: OwnDemo[] = [];
    await use(async () => {
      const demo = await startOwnDemo();
      started.push(demo);
      return demo;
    });
    for (const demo of started) await demo.stop();
  },
});
