import { expect } from '@playwright/test';
import { journey } from './rig/journey.ts';
import { rowOf } from './rig/triage.ts';

journey.use({ storageState: { cookies: [], origins: [] } });

journey('Redis goes away and comes back', async ({ page, ownConsole }) => {
  const weir = await ownConsole(async (redis) => {
    await redis.call('XADD', 'orders', '*', 'type', 'order.placed');
    await redis.call('XGROUP', 'CREATE', 'orders', 'fulfilment', '$');
  });
  await page.goto(weir.link);
  await expect(rowOf(page, 'fulfilment')).toBeVisible();

  await weir.redis.kill9();
  await expect(page.getByRole('alert')).toContainText(/Redis/, { timeout: 30_000 });
  await expect(rowOf(page, 'fulfilment')).toBeVisible();
  await expect(page.locator('[data-drained]')).toBeVisible();

  await weir.redis.restart();
  await expect(page.getByText(/Back after/)).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('[data-drained]')).toHaveCount(0);
  await weir.redis.call('XADD', 'orders', '*', 'type', 'order.placed');
  await expect(rowOf(page, 'fulfilment').getByRole('cell', { name: /^1\b/ }).first()).toBeVisible();
});
