import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { journey } from './rig/journey.ts';

journey(
  'what was deleted comes back out of its archive, and a list is saved as a file',
  async ({ page, ownConsole }) => {
    const { redis, link } = await ownConsole(async (seeded) => {
      for (let n = 1; n <= 40; n += 1)
        await seeded.call('XADD', 'orders', `${n}-0`, 'kind', n % 4 === 0 ? 'test' : 'real');
    });
    await page.goto(link);
    await page.waitForURL('**/c/**');
    const stream = `${page.url().replace(/\/$/, '')}/s/orders`;
    await page.goto(`${stream}/trim`);
    await expect(page.getByText('Nothing of this stream is archived.')).toBeVisible();
    await page.goto(`${stream}/trim?do=delete-entries`);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Field', { exact: true }).fill('kind');
    await dialog.getByLabel('Value', { exact: true }).fill('test');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByLabel(/Type the name of the stream/).fill('orders');
    await dialog.getByRole('button', { name: 'Delete 10 entries' }).click();
    await expect(page.getByRole('dialog', { name: /10 entries deleted/ })).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();

    const archives = page.getByRole('list', { name: 'Archives' });
    await expect(archives.getByText(/^10 entries, .* on disk$/)).toBeVisible();
    await expect(archives.getByText('4-0 … 40-0')).toBeVisible();
    await archives.getByRole('button', { name: /^Restore…/ }).click();
    await expect(dialog.getByText('does not exist yet and is created')).toBeVisible();
    // Into the stream they came from: Redis takes no entry below its highest ID.
    await dialog.getByLabel('Into the stream').fill('orders');
    await expect(dialog.getByText(/Redis adds no entry with a lower ID/)).toBeVisible();
    await dialog.getByText('New IDs, at the end').click();
    await dialog.getByLabel(/Field for the old ID/).fill('was');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await dialog.getByRole('button', { name: 'Restore 10 entries' }).click();
    await expect(page.getByRole('dialog', { name: /10 entries restored/ })).toBeVisible();
    expect(await redis.call('XLEN', 'orders')).toBe(40);
    expect(await redis.call('XREVRANGE', 'orders', '+', '-', 'COUNT', 1)).toEqual([
      [expect.any(String), ['kind', 'test', 'was', '40-0']],
    ]);

    await page.goto(`${stream}/entries?dir=asc&from=38-0`);
    await expect(page.getByText(/All entries from 38-0 on, the oldest first, up to 1,000,000/)).toBeVisible();
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save as NDJSON' }).click();
    const lines = readFileSync(await (await saved).path(), 'utf8')
      .trim()
      .split('\n');
    expect(lines).toHaveLength(12);
    expect(lines[0]).toBe('{"id":"38-0","fields":[["kind","real"]]}');
  },
);
