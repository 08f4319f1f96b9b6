import { expect } from '@playwright/test';
import { journey } from './rig/journey.ts';

// A consumer took three of twenty entries and was never heard of again.
async function leftAlone(redis: { call(...words: (string | number)[]): Promise<unknown> }): Promise<void> {
  for (let n = 1; n <= 20; n += 1) await redis.call('XADD', 'orders', '*', 'n', n);
  await redis.call('XGROUP', 'CREATE', 'orders', 'warehouse', '0');
  await redis.call('XREADGROUP', 'GROUP', 'warehouse', 'w1', 'COUNT', 3, 'STREAMS', 'orders', '>');
}

journey('a limit is tried before it is saved, then counts, and is taken back', async ({ page, ownConsole }) => {
  const weir = await ownConsole(leftAlone);
  await page.goto(weir.link);
  await page.waitForURL('**/c/**');
  const conn = /\/c\/[^/]+/.exec(page.url())?.[0] ?? '';
  await page.goto(`${weir.url}${conn}/s/orders/g/warehouse/rules`);
  await expect(page.getByText('No rule reaches this group')).toBeVisible();

  // Half of it is enough: w1 is past five seconds long before it is past sixty.
  await page.getByLabel('A consumer that made no call for').fill('1 s');
  await expect(page.getByText('Between 5 s and 1 d.')).toBeVisible();
  await page.getByLabel('A consumer that made no call for').fill('5 s');
  await expect(page.getByRole('heading', { name: 'What would be said now' })).toBeVisible();
  await expect(page.getByText(/w1 (took nothing|made no call)/).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('The rule reaches 1 group. 1 would be judged otherwise now:')).toBeVisible();

  // What is typed stands in the address, and nothing was saved by looking.
  const address = page.url();
  await page.reload();
  expect(page.url()).toBe(address);
  await expect(page.getByLabel('A consumer that made no call for')).toHaveValue('5 s');
  await expect(page.getByText('No rule reaches this group')).toBeVisible();

  await page.getByLabel(/^Reason/).fill('runs are short here');
  await page.getByRole('button', { name: 'Save the rule' }).click();
  await expect(page.getByText('calls within 5 s').first()).toBeVisible();
  await expect(page.getByText('Stalled').first()).toBeVisible();

  await page.getByRole('button', { name: /^Remove the rule/ }).click();
  await expect(page.getByText('No rule reaches this group')).toBeVisible();
  await page.goto(`${weir.url}${conn}/audit`);
  await expect(page.getByText('calls within 5 s for warehouse on orders').first()).toBeVisible();
  await expect(page.getByText('the defaults again for warehouse on orders').first()).toBeVisible();
});
