import { expect } from '@playwright/test';
import { journey } from './rig/journey.ts';

journey.use({ storageState: { cookies: [], origins: [] } });

journey(
  'new entries appear by themselves, wait while the list is held, and nothing is lost',
  async ({ page, ownConsole }) => {
    const weir = await ownConsole(async (redis) => {
      await redis.call('XADD', 'orders', '1-0', 'type', 'order.placed');
    });
    const entry = (id: string) => page.getByRole('button', { name: `Entry ${id}`, exact: true });
    await page.goto(weir.link);
    await page.waitForURL('**/c/**');
    await page.goto(`${page.url()}/s/orders/entries`);
    await page.getByRole('button', { name: 'Tail' }).click();
    await expect(page).toHaveURL(/tail=1/);
    await expect(entry('1-0')).toBeVisible();

    await weir.redis.call('XADD', 'orders', '2-0', 'type', 'order.changed');
    await expect(entry('2-0')).toBeVisible();

    await page.keyboard.press('f');
    await weir.redis.call('XADD', 'orders', '3-0', 'type', 'order.changed');
    await weir.redis.call('XADD', 'orders', '4-0', 'type', 'order.changed');
    await expect(page.getByText('Held. 2 new entries wait.')).toBeVisible();
    await expect(entry('3-0')).toHaveCount(0);
    await page.keyboard.press('f');
    await expect(page.getByRole('button', { name: /^Entry \d/ })).toHaveText(['', '', '', '']);
    await expect(entry('4-0')).toBeVisible();

    await page.reload();
    await expect(page.getByText('Following new entries.')).toBeVisible();
    await expect(entry('4-0')).toBeVisible();
  },
);
