import { expect, type Page } from '@playwright/test';
import { journey } from './rig/journey.ts';
import { rowOf } from './rig/triage.ts';

journey.use({ storageState: { cookies: [], origins: [] } });

const HELD = [
  ['XADD', 'orders', '*', 'type', 'order.placed'],
  ['XGROUP', 'CREATE', 'orders', 'fulfilment', '0'],
  ['XREADGROUP', 'GROUP', 'fulfilment', 'f-1', 'STREAMS', 'orders', '>'],
] as const;

async function openGroup(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await rowOf(page, 'fulfilment').waitFor();
  await page.goto(`${page.url()}/s/orders/g/fulfilment`);
  await expect(page.getByText(/oldest from/)).toBeVisible();
}

journey(
  'while polling is paused every age stands still, and the page says how old it is',
  async ({ page, ownConsole }) => {
    const weir = await ownConsole(async (redis) => {
      for (const command of HELD) await redis.call(...command);
    });
    await openGroup(page, weir.link);
    await page.keyboard.press('Space');
    const paused = page.getByRole('button', { name: /^Paused at/ });
    // A poll that was on its way when the key was pressed still arrives.
    await expect(paused).toContainText(/[1-9](\.\d)? s old/);
    const head = await page.getByText(/oldest from/).innerText();
    const calls = await page.getByRole('row').filter({ hasText: 'f-1' }).innerText();
    await expect(paused).toContainText(/([4-9]\.\d|\d\d) s old/);
    expect(await page.getByText(/oldest from/).innerText()).toBe(head);
    expect(await page.getByRole('row').filter({ hasText: 'f-1' }).innerText()).toBe(calls);
  },
);

journey(
  'reading again without Redis says at once that it did not work, and keeps what was read',
  async ({ page, ownConsole }) => {
    const weir = await ownConsole(async (redis) => {
      for (const command of HELD) await redis.call(...command);
    });
    await openGroup(page, weir.link);
    await page.goto(`${page.url()}/pending`);
    const held = page.getByRole('row').filter({ hasText: 'f-1' });
    await expect(held).toBeVisible();
    await weir.redis.kill9();
    await expect(page.locator('[data-drained]')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Read again' }).click();
    await expect(page.getByText(/Reading the pending entries again did not work/)).toBeVisible();
    await expect(held).toBeVisible();
  },
);

journey('how far back the charts look is in the address', async ({ page, ownConsole }) => {
  const weir = await ownConsole(async (redis) => {
    for (const command of HELD) await redis.call(...command);
  });
  await openGroup(page, weir.link);
  await page.getByText('15 min', { exact: true }).click();
  await expect(page).toHaveURL(/[?&]t=15m/);
  await page.reload();
  await expect(page.getByRole('radio', { name: '15 min' })).toBeChecked();
});
