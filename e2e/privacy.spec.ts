import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { journey } from './rig/journey.ts';

const PERSON = 'ann@example.org';

journey(
  'a person is forgotten in two streams, and the report says what was removed and what remains',
  async ({ page, ownConsole }) => {
    const { redis, link } = await ownConsole(async (seeded) => {
      for (const [stream, every] of [
        ['audit:log', 5],
        ['mails', 10],
        ['orders', 100],
      ] as const) {
        for (let n = 1; n <= 60; n += 1) {
          await seeded.call('XADD', stream, `${n}-0`, 'user', n % every === 0 ? PERSON : `user-${n}`, 'n', n);
        }
      }
      await seeded.call('XGROUP', 'CREATE', 'mails', 'mailer', '0');
      await seeded.call('XREADGROUP', 'GROUP', 'mailer', 'c1', 'COUNT', 20, 'STREAMS', 'mails', '>');
    });
    await page.goto(link);
    await page.waitForURL('**/c/**');
    await page.goto(`${page.url().replace(/\/$/, '')}/streams`);
    await page.getByRole('button', { name: 'More to do with streams' }).click();
    await page.getByRole('menuitem', { name: 'Privacy request…' }).click();
    await expect(page.getByText('Choose a stream first.')).toBeVisible();
    await page.getByRole('button', { name: 'Select all 3' }).click();
    await page.getByLabel('Field', { exact: true }).fill('user');
    await page.getByLabel('Value', { exact: true }).fill(PERSON);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: 'Search', exact: true }).click();

    const rows = page.getByRole('list', { name: 'Streams of this request' });
    await expect(rows.getByText('12 found of 60 looked at')).toBeVisible();
    await expect(rows.getByText('6 found of 60 looked at')).toBeVisible();
    await expect(rows.getByText('0 found of 60 looked at')).toBeVisible();
    await expect(rows.getByText(/mailer: .*2 stay pending/)).toBeVisible();
    const remove = page.getByRole('button', { name: 'Delete 18 entries from 2 streams' });
    await expect(remove).toBeDisabled();
    await page.getByLabel('Type audit:log to confirm').fill('audit:log');
    await page.getByLabel('Type mails to confirm').fill('mails');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await remove.click();

    const report = page.getByRole('list', { name: 'Report by stream' });
    await expect(report.getByText('12 entries of 12 deleted.')).toBeVisible({ timeout: 15_000 });
    await expect(page.getByText('18 entries deleted from 2 of 3 streams.')).toBeVisible();
    await expect(
      report.getByText('mailer keeps 2 entries pending without a payload, until acknowledged.'),
    ).toBeVisible();
    await expect(report.getByText('Nothing was found.')).toBeVisible();
    expect(await redis.call('XLEN', 'audit:log')).toBe(48);
    expect(await redis.call('XLEN', 'mails')).toBe(54);
    expect(await redis.call('XLEN', 'orders')).toBe(60);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download report (JSON)' }).click();
    const file = readFileSync(await (await saved).path(), 'utf8');
    expect(file).not.toContain('ann');
    expect(JSON.parse(file)).toMatchObject({ format: 1, audit: { intact: true }, plansGone: [] });

    // The address is that of the report, and tells nobody whom it is about.
    expect(decodeURIComponent(page.url())).not.toContain('ann');
    const address = page.url();
    await page.reload();
    await expect(page.getByText('18 entries deleted from 2 of 3 streams.')).toBeVisible();
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain('ann');
    await page.getByRole('link', { name: 'Acknowledge what is left pending in mailer…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Acknowledge 2 entries' }).click();
    await expect(page.getByRole('dialog', { name: /2 entries acknowledged/ })).toBeVisible();
    expect(await redis.call('XPENDING', 'mails', 'mailer')).toContain(18);
    await page.goto(address);
    await expect(page.getByText('18 entries deleted from 2 of 3 streams.')).toBeVisible();
    await expect(report.getByText(/mailer keeps/)).toBeHidden();
    await page.getByRole('button', { name: 'New request' }).click();
    await expect(page.getByRole('button', { name: 'Search', exact: true })).toBeDisabled();
  },
);
