import { expect } from '@playwright/test';
import { journey } from './rig/journey.ts';
import { openGroup, rowOf } from './rig/triage.ts';

const ORDERS = [
  ['XADD', 'orders', '*', 'type', 'order.placed', 'order_id', 'o-1'],
  ['XADD', 'orders', '*', 'type', 'order.placed', 'order_id', 'o-2'],
  ['XADD', 'orders', '*', 'type', 'order.changed', 'order_id', 'o-1'],
  ['XGROUP', 'CREATE', 'orders', 'fulfilment', '0'],
  ['XREADGROUP', 'GROUP', 'fulfilment', 'f-1', 'COUNT', '2', 'STREAMS', 'orders', '>'],
] as const;

journey.describe('a first look', () => {
  journey.use({ storageState: { cookies: [], origins: [] } });

  journey('from the sign-in link to what a group holds', async ({ page, ownConsole }) => {
    const weir = await ownConsole(async (redis) => {
      for (const command of ORDERS) await redis.call(...command);
    });
    await page.goto(weir.link);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/group/);
    expect(page.url()).not.toContain('#');

    const row = rowOf(page, 'fulfilment');
    await expect(row).toContainText('orders');
    await openGroup(page, 'fulfilment');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('fulfilment');

    await page
      .getByRole('tab', { name: /Pending/ })
      .or(page.getByRole('link', { name: /^Pending/ }))
      .first()
      .click();
    await expect(page).toHaveURL(/\/g\/fulfilment\/pending/);
    await expect(page.getByRole('row').filter({ hasText: 'f-1' }).first()).toBeVisible();
    await page.reload();
    await expect(page.getByRole('row').filter({ hasText: 'f-1' }).first()).toBeVisible();
  });

  journey('without the link there is no way in, and the page says how to get one', async ({ page, ownConsole }) => {
    const weir = await ownConsole();
    await page.goto(weir.url);
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByText(/sign-in/).first()).toBeVisible();
  });

  journey('the link works once', async ({ page, browser, ownConsole }) => {
    const weir = await ownConsole();
    await page.goto(weir.link);
    await page.waitForURL('**/c/**');
    const other = await browser.newPage({ storageState: { cookies: [], origins: [] } });
    await other.goto(weir.link);
    await expect(other.getByRole('alert').or(other.locator('[aria-live]')).first()).toContainText(/used|expired|new/i);
    expect(other.url()).toContain('/sign-in');
    await other.close();
  });

  journey('a Redis without streams says so, and shows the first one by itself', async ({ page, ownConsole }) => {
    const weir = await ownConsole();
    await page.goto(weir.link);
    await expect(page.getByText('No streams in this Redis yet.')).toBeVisible();
    await weir.redis.call('XADD', 'orders', '*', 'type', 'order.placed');
    await weir.redis.call('XGROUP', 'CREATE', 'orders', 'fulfilment', '$');
    await expect(rowOf(page, 'fulfilment')).toBeVisible({ timeout: 60_000 });
  });
});
