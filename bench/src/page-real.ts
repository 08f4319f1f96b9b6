import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { WeirProcess } from '../../tools/proofs/weir-process.ts';
import { taskClock } from './page-browser.ts';

/** The real groups page in a signed-in browser. */
export interface RealPage {
  /** From navigation to the first row painted, ms, in a tab of its own. */
  firstPaint(): Promise<number>;
  /** From the click on Groups to its first row painted, the picture being there already, ms. */
  mount(): Promise<number>;
  /** From a change of the filter's text to the rows that match being painted, ms. */
  filter(text: string): Promise<number>;
  /** Main-thread ms per live update over `ticks` of them. */
  tick(ticks: number): Promise<number>;
  /** Text of the row that the filter leaves. */
  onlyRow(text: string): Promise<string>;
  /** Live updates received, and how many did not begin where the one before had ended. */
  readonly updates: { readonly received: number; readonly broken: number };
}

const ROW = 'main a[href*="/g/"]';

export async function openRealPage(browser: Browser, weir: WeirProcess, connection: string): Promise<RealPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const address = `${weir.url}/c/${connection}/groups`;
  const page = await context.newPage();
  await page.goto(await weir.signInLink());
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
  const updates = followUpdates(page);
  await page.goto(address);
  await page.waitForSelector(ROW);
  const clock = await taskClock(page);
  return {
    updates,
    firstPaint: () => firstPaint(context, address),
    async mount() {
      await page.locator('nav a[href$="/streams"]').first().click();
      await page.waitForFunction((row) => document.querySelector(row) === null, ROW);
      return page.evaluate((row) => {
        const before = performance.now();
        document.querySelector<HTMLAnchorElement>('nav a[href$="/groups"]')?.click();
        return new Promise<number>((resolve) => {
          const look = (): void => {
            if (document.querySelector(row) === null) requestAnimationFrame(look);
            else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - before)));
          };
          requestAnimationFrame(look);
        });
      }, ROW);
    },
    filter: (text) => filter(page, text),
    async tick(ticks) {
      const [before, from] = [await clock.read(), updates.received];
      while (updates.received < from + ticks) await pause(50);
      return ((await clock.read()) - before) / (updates.received - from);
    },
    async onlyRow(text) {
      await filter(page, text);
      return page.locator(ROW).first().locator('xpath=ancestor::*[@role="row" or self::tr][1]').innerText();
    },
  };
}

async function firstPaint(context: BrowserContext, address: string): Promise<number> {
  const tab = await context.newPage();
  await tab.addInitScript((row) => {
    const look = (): void => {
      if (document.querySelector(row) === null) requestAnimationFrame(look);
      else requestAnimationFrame(() => setTimeout(() => performance.mark('first-row')));
    };
    requestAnimationFrame(look);
  }, ROW);
  await tab.goto(address);
  const painted = await tab.waitForFunction(() => performance.getEntriesByName('first-row')[0]?.startTime);
  const ms = Number(await painted.jsonValue());
  await tab.close();
  return ms;
}

function filter(page: Page, text: string): Promise<number> {
  return page.evaluate(
    ([row, wanted]) => {
      const field = document.querySelector<HTMLInputElement>('input[data-page-search]');
      if (field === null) throw new Error('no filter on this page');
      const before = performance.now();
      // The browser's own setter, past React's, so that React sees a change as it does from the keyboard.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, wanted);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      return new Promise<number>((resolve, reject) => {
        const look = (): void => {
          if (performance.now() - before > 10_000) return reject(new Error(`nothing is shown for ${wanted}`));
          const rows = [...document.querySelectorAll<HTMLAnchorElement>(row)];
          const done = rows.length > 0 && rows.every(({ href }) => decodeURIComponent(href).includes(wanted));
          if (done) setTimeout(() => resolve(performance.now() - before));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
    },
    [ROW, text] as const,
  );
}

function followUpdates(page: Page): { received: number; broken: number } {
  const updates = { received: 0, broken: 0 };
  page.on('websocket', (socket) => {
    let version = 0;
    socket.on('framereceived', ({ payload }) => {
      const head = String(payload).slice(0, 300);
      const kind = /"kind":"(\w+)"/.exec(head)?.[1];
      if (kind !== 'picture' && kind !== 'delta') return;
      if (kind === 'delta') updates.received += 1;
      if (kind === 'delta' && Number(/"from":(\d+)/.exec(head)?.[1]) !== version) updates.broken += 1;
      version = Number(/"version":(\d+)/.exec(head)?.[1]);
    });
  });
  return updates;
}
