import { expect } from '@playwright/test';
import { journey } from './rig/journey.ts';

const FIRST = 1_795_180_000_000;

journey(
  'a dead-letter policy: what it would put aside is seen, then it is switched on',
  async ({ page, ownConsole }) => {
    const { redis, link } = await ownConsole(async (seeded) => {
      for (let n = 0; n < 5; n += 1) await seeded.call('XADD', 'orders', `${FIRST + n}-0`, 'n', String(n));
      await seeded.call('XGROUP', 'CREATE', 'orders', 'workers', '0');
      await seeded.call('XGROUP', 'CREATE', 'orders', 'mail', '0');
      for (const group of ['workers', 'mail'])
        await seeded.call('XREADGROUP', 'GROUP', group, 'fails', 'STREAMS', 'orders', '>');
      for (let n = 0; n < 3; n += 1) {
        const claim = ['XCLAIM', 'orders', 'workers', 'fails', '0', `${FIRST + n}-0`, 'RETRYCOUNT', '7', 'JUSTID'];
        await seeded.call(...(claim as [string, ...string[]]));
      }
    });
    await page.goto(link);
    await page.waitForURL('**/c/**');
    const base = page.url().replace(/\/$/, '');
    await page.goto(`${base}/trim-policies`);
    await page.getByRole('link', { name: 'New policy…' }).click();
    await page.getByText('Dead-letter', { exact: true }).click();
    await expect(page.getByRole('heading', { name: 'New dead-letter policy' })).toBeVisible();
    await page.getByLabel('Stream', { exact: true }).fill('orders');
    await page.getByLabel('Name of the policy').fill('put failing orders aside');
    await expect(page.getByText('3 entries of 1 group would be put aside now.')).toBeVisible();
    await expect(page.getByRole('row', { name: `${FIRST}-0 fails 7` })).toBeVisible();

    await page.getByLabel('Delivered at least').fill('8');
    await expect(page.getByText('Nothing would be put aside now.')).toBeVisible();
    await page.getByLabel('Delivered at least').fill('5');
    const save = page.getByRole('button', { name: 'Save and switch on' });
    await expect(save).toBeDisabled();
    await page.getByLabel(/Type the name of the stream/).fill('orders');
    await save.click();
    await expect(page.getByText(/^It is on\. Next run at/)).toBeVisible();
    await page.goto(`${base}/trim-policies`);
    await expect(page.getByRole('list', { name: 'Policies' })).toContainText(
      'dead-letters what was delivered 5 times or more and is older than 1 h, of every group, every 15 m',
    );
    // Nothing was touched by looking.
    expect(await redis.call('EXISTS', 'orders:dlq')).toBe(0);
  },
);
