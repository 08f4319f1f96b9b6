import { expect } from '@playwright/test';
import { journey } from './rig/journey.ts';

const FIRST = 1_795_180_000_000;

journey('the guard holds back a trim and says who is in the way', async ({ page, ownConsole }) => {
  const { redis, link } = await ownConsole(async (seeded) => {
    const ids = Array.from({ length: 300 }, (_, n) => `${FIRST + n * 1_000}-0`);
    await Promise.all(ids.map((id) => seeded.call('XADD', 'orders', id, 'n', '1')));
    for (const [group, read] of [
      ['receipts', 300],
      ['warehouse', 100],
    ] as const) {
      await seeded.call('XGROUP', 'CREATE', 'orders', group, '0');
      await seeded.call('XREADGROUP', 'GROUP', group, 'c1', 'COUNT', read, 'STREAMS', 'orders', '>');
      await seeded.call('XACK', 'orders', group, ...ids.slice(0, read));
    }
  });
  await page.goto(link);
  await page.waitForURL('**/c/**');
  await page.goto(`${page.url().replace(/\/$/, '')}/s/orders`);
  await page.getByRole('button', { name: 'Trim…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('How many entries to keep').fill('50');
  await expect(dialog.getByText(/warehouse is in the way/)).toBeVisible();
  await expect(dialog.getByRole('row', { name: /warehouse/ })).toContainText('so the rest stays');
  await expect(page).toHaveURL(/keep=newest/);

  const confirm = dialog.getByRole('button', { name: /^Trim 100 entries/ });
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel(/Type the name of the stream/).fill('orders ');
  await expect(dialog.getByText('It has a space before or after the name.')).toBeVisible();
  await dialog.getByLabel(/Type the name of the stream/).fill('orders');
  await confirm.click();
  await expect(page.getByRole('dialog', { name: /100 entries removed/ })).toBeVisible({ timeout: 15_000 });
  expect(await redis.call('XLEN', 'orders')).toBe(200);
  // What warehouse has not read is all there.
  expect(await redis.call('XRANGE', 'orders', '-', '+', 'COUNT', 1)).toEqual([[`${FIRST + 100_000}-0`, ['n', '1']]]);
});
