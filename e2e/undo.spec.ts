import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { journey } from './rig/journey.ts';

const LATE = { timeout: 20_000 };

journey('a claim and a destroyed group are taken back, each from where it was done', async ({ page, ownConsole }) => {
  const weir = await ownConsole(async (redis) => {
    for (let at = 1; at <= 20; at += 1) await redis.call('XADD', 'orders', `${at}-0`, 'n', at);
    await redis.call('XGROUP', 'CREATE', 'orders', 'ledger', 0);
    for (const [name, count] of [
      ['worker-7', 5],
      ['worker-1', 3],
    ] as const)
      await redis.call('XREADGROUP', 'GROUP', 'ledger', name, 'COUNT', count, 'STREAMS', 'orders', '>');
    await redis.call('XGROUP', 'CREATECONSUMER', 'orders', 'ledger', 'idle');
  });
  const pending = async (): Promise<readonly string[]> => {
    const rows = (await weir.redis.call('XPENDING', 'orders', 'ledger', '-', '+', 100)) as [
      string,
      string,
      number,
      number,
    ][];
    return rows.map(([id, consumer, , deliveries]) => `${id} ${consumer} ${deliveries}`);
  };
  const before = await pending();
  // A shade on its way to another would be taken for a contrast that is too low.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(weir.link);
  await page.waitForURL('**/c/**');
  const group = `${new URL(page.url()).pathname.replace(/\/$/, '')}/s/orders/g/ledger`;
  const dialog = page.getByRole('dialog');

  await page.goto(`${weir.url}${group}/pending?consumer=worker-7&do=claim`);
  await dialog.getByRole('button', { name: /^Claim 5 entries/ }).click(LATE);
  await expect(page.getByRole('dialog', { name: /5 entries claimed/ })).toBeVisible(LATE);
  expect(await pending()).not.toEqual(before);
  await takeBack(page, 'wrong consumer', /^Give back 5 entries/);
  await expect(page.getByRole('dialog', { name: /5 entries put back/ })).toBeVisible(LATE);
  expect(await pending()).toEqual(before);

  await page.goto(`${weir.url}${group}?do=destroy-group`);
  await dialog.getByLabel(/Type the name of the group/).fill('ledger');
  await dialog.getByRole('button', { name: /^Destroy group ledger/ }).click(LATE);
  await expect(page.getByRole('dialog', { name: /Destroy group ledger/ })).toBeVisible(LATE);
  await expect.poll(() => weir.redis.call('XINFO', 'GROUPS', 'orders')).toEqual([]);
  await takeBack(page, 'it was the wrong one', /^Rebuild group ledger with 8 entries pending/);
  const rebuilt = page.getByRole('dialog', { name: /Rebuild group ledger.*8 entries put back/ });
  await expect(rebuilt).toBeVisible(LATE);
  expect(await pending()).toEqual(before);
  const consumers = (await weir.redis.call('XINFO', 'CONSUMERS', 'orders', 'ledger')) as string[][];
  expect(consumers.map((fields) => fields[1])).toEqual(['idle', 'worker-1', 'worker-7']);

  // The record of what was taken back says by which job, and offers it no more.
  await rebuilt
    .getByRole('link', { name: /undo|destroy-group/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Audit record' }).click();
  await expect(page.getByText(/Taken back by .* 8 entries put back/)).toBeVisible(LATE);
  await expect(page.getByRole('button', { name: /^Undo/ })).toHaveCount(0);
});

/** From the result on screen through the plan of its undo. */
async function takeBack(page: Page, reason: string, label: RegExp): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Undo…/ }).click(LATE);
  const confirm = dialog.getByRole('button', { name: label });
  await expect(confirm).toBeEnabled(LATE);
  await expect(page).toHaveURL(/do=undo/);
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByLabel(/Reason/).fill(reason);
  await confirm.click();
}
