import { expect } from '@playwright/test';
import { journey } from './rig/journey.ts';

const FIRST = 1_795_180_000_000;

journey(
  'a policy that the guard holds back: the reason is read, the group moved, the run seen',
  async ({ page, ownConsole }) => {
    // A run comes with the next minute.
    journey.setTimeout(150_000);
    const { redis, link } = await ownConsole(async (seeded) => {
      const ids = Array.from({ length: 300 }, (_, n) => `${FIRST + n * 1_000}-0`);
      await Promise.all(ids.map((id) => seeded.call('XADD', 'orders', id, 'n', '1')));
      await seeded.call('XGROUP', 'CREATE', 'orders', 'receipts', '$');
      await seeded.call('XGROUP', 'CREATE', 'orders', 'warehouse', '0');
    });
    await page.goto(link);
    await page.waitForURL('**/c/**');
    const base = page.url().replace(/\/$/, '');
    await page.goto(`${base}/s/orders`);
    await page.getByRole('link', { name: 'Trim policy' }).click();

    // Only what was looked at may be switched on, and only by its name.
    await page.getByLabel('How many entries to keep').fill('50');
    await expect(
      page.getByText('Would remove entries that are still needed, so the guard holds it back'),
    ).toBeVisible();
    await expect(page.getByText('warehouse is in the way on orders.')).toBeVisible();
    await page.getByLabel('Every').fill('1 m');
    await page.getByText('Exactly', { exact: true }).click();
    const save = page.getByRole('button', { name: 'Save and switch on' });
    await expect(save).toBeDisabled();
    await page.getByLabel(/Type the name of the stream/).fill('orders');
    await save.click();
    await expect(page.getByText(/^It is on\. Next run at/)).toBeVisible();

    await page.getByRole('link', { name: 'Move its position…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('To the end, skip unread').check();
    await dialog.getByLabel(/Type the name of the group/).fill('warehouse');
    await dialog.getByRole('button', { name: /^Move warehouse/ }).click();
    await expect(dialog.getByRole('status')).toHaveText(/^Move warehouse/);
    await page.goto(`${base}/trim-policies`);
    const run = page.getByRole('row', { name: /orders 250/ });
    await expect(run).toContainText('Trimmed. 250 entries removed.', { timeout: 80_000 });
    expect(await redis.call('XLEN', 'orders')).toBe(50);
    await run.getByRole('link', { name: 'Record' }).click();
    await expect(page.getByText('policy:keep orders small').filter({ visible: true }).first()).toBeVisible();
  },
);
