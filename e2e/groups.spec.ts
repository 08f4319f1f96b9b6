import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { RedisRig } from '../tools/rig/redis-rig.ts';
import { journey } from './rig/journey.ts';

journey.use({ storageState: { cookies: [], origins: [] } });

const COUNT = 200;
// One entry a second, the last of them a minute ago.
const FIRST_AT = Math.floor(Date.now() / 1_000) * 1_000 - 60_000 - COUNT * 1_000;

/** `orders` with two groups: `payers` has read all, with five entries left to `till-2`; `fraud` stands at the 51st. */
async function seed(redis: RedisRig): Promise<void> {
  await redis.call('XGROUP', 'CREATE', 'orders', 'payers', '0', 'MKSTREAM');
  for (let n = 0; n < COUNT; n += 1) void redis.call('XADD', 'orders', `${FIRST_AT + n * 1_000}-0`, 'n', n);
  const read = (who: string, ...options: (string | number)[]) =>
    redis.call('XREADGROUP', 'GROUP', 'payers', who, ...options, 'STREAMS', 'orders', '>');
  await read('till-2', 'COUNT', 5);
  await read('till-1', 'COUNT', COUNT, 'NOACK');
  await redis.call('XGROUP', 'CREATE', 'orders', 'fraud', `${FIRST_AT + 50_000}-0`);
}

async function homeOf(page: Page, link: string): Promise<string> {
  await page.goto(link);
  await page.waitForURL('**/c/**');
  return page.url().replace(/\/$/, '');
}

async function lagOf(redis: RedisRig, group: string): Promise<unknown> {
  const rows = (await redis.call('XINFO', 'GROUPS', 'orders')) as unknown[][];
  const row = rows.find((each) => each[1] === group);
  return row?.[row.indexOf('lag') + 1];
}

async function violationsIn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  return violations.map(({ id }) => id);
}

journey('a group is created, moved by entries on the ruler, and destroyed', async ({ page, ownConsole }) => {
  const weir = await ownConsole(seed);
  const home = await homeOf(page, weir.link);
  const dialog = page.getByRole('dialog');

  await page.goto(`${home}/s/orders`);
  await page.getByRole('button', { name: 'More to do with orders' }).click();
  await page.getByRole('menuitem', { name: 'Create group…' }).click();
  await dialog.getByLabel('Name').fill('audit');
  await dialog.getByLabel('From the beginning').check();
  await expect(dialog.getByText('200 entries unread')).toBeVisible();
  expect(await violationsIn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create group audit' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Create group audit.');
  expect(await lagOf(weir.redis, 'audit')).toBe(COUNT);

  // M opens the move; so many entries back are drawn on the ruler, and what that means is counted.
  await page.goto(`${home}/s/orders/g/payers`);
  await expect(page.getByRole('button', { name: 'Move position…' })).toBeVisible();
  await page.keyboard.press('m');
  await dialog.getByLabel('By a number of entries').check();
  await dialog.getByRole('textbox', { name: /^Entries/ }).fill('-20');
  await expect(dialog.getByText('20 entries', { exact: true })).toBeVisible();
  await expect(dialog.getByText('5, unchanged')).toBeVisible();
  await expect(dialog.getByRole('slider', { name: 'New position' })).toBeVisible();
  await expect(page).toHaveURL(/at=-20/);
  // The handle takes over: it stands for a moment in the log.
  await dialog.getByRole('slider', { name: 'New position' }).press('ArrowLeft');
  await expect(dialog.getByLabel('To a time or an entry ID')).toBeChecked();
  await dialog.getByLabel('By a number of entries').check();
  await dialog.getByRole('textbox', { name: /^Entries/ }).fill('-20');
  await expect(dialog.getByText('20 entries', { exact: true })).toBeVisible();
  expect(await violationsIn(page)).toEqual([]);
  await dialog.getByLabel(/Type the name of the group/).fill('payers');
  // Another entry comes in meanwhile and is read: the move goes where it was to go.
  await weir.redis.call('XADD', 'orders', '*', 'n', COUNT);
  await weir.redis.call('XREADGROUP', 'GROUP', 'payers', 'till-1', 'NOACK', 'STREAMS', 'orders', '>');
  await dialog.getByRole('button', { name: /^Move payers back/ }).click();
  await expect(dialog.getByRole('status')).toHaveText('Move payers back: 20 entries are read again.');
  expect(await lagOf(weir.redis, 'payers')).toBe(21);

  await page.goto(`${home}/s/orders/g/payers?do=move&at=like:fraud`);
  await expect(dialog.getByText('129 entries', { exact: true })).toBeVisible();

  await page.goto(`${home}/s/orders/g/audit`);
  await page.getByRole('button', { name: 'More to do with audit' }).click();
  await page.getByRole('menuitem', { name: 'Destroy group…' }).click();
  await dialog.getByLabel(/Type the name of the group/).fill('audit');
  await dialog.getByRole('button', { name: 'Destroy group audit' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Destroy group audit.');
  await expect(page.getByText('There is no group of this name')).toBeVisible();
  expect(await lagOf(weir.redis, 'audit')).toBeUndefined();
});

journey('a consumer is removed, and what it holds goes to another', async ({ page, ownConsole }) => {
  const weir = await ownConsole(seed);
  const home = await homeOf(page, weir.link);
  const dialog = page.getByRole('dialog');
  await page.goto(`${home}/s/orders/g/payers/consumers`);
  await page.getByRole('button', { name: 'More to do with till-2' }).click();
  await page.getByRole('menuitem', { name: 'Move its entries and remove it…' }).click();
  const confirm = dialog.getByRole('button', { name: /^(?:Remove consumer|Move 5 entries)/ });
  await expect(dialog.getByText('till-2 holds 5 pending entries. Choose who gets them first.')).toBeVisible();
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel('Move 5 pending entries to').fill('till-1');
  await expect(dialog.getByText(/XGROUP DELCONSUMER orders payers till-2/)).toBeVisible();
  expect(await violationsIn(page)).toEqual([]);
  await dialog.getByLabel(/Type the name of the group/).fill('payers');
  await confirm.click();
  await expect(dialog.getByRole('status')).toHaveText('Move 5 entries to till-1 and remove till-2.');
  const pending = (await weir.redis.call('XPENDING', 'orders', 'payers')) as unknown[];
  expect(pending[3]).toEqual([['till-1', '5']]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More to do with till-2' })).toHaveCount(0);
});

journey('a stream is deleted, seen in the trash, and brought back', async ({ page, ownConsole }) => {
  const weir = await ownConsole(seed);
  const home = await homeOf(page, weir.link);
  const dialog = page.getByRole('dialog');
  await page.goto(`${home}/s/orders`);
  await page.getByRole('button', { name: 'More to do with orders' }).click();
  await page.getByRole('menuitem', { name: 'Delete stream…' }).click();
  const confirm = dialog.getByRole('button', { name: 'Delete orders with 200 entries' });
  await expect(confirm).toBeDisabled();
  expect(await violationsIn(page)).toEqual([]);
  await dialog.getByLabel(/Type the name of the stream/).fill('orders');
  await confirm.click();
  await expect(dialog.getByRole('status')).toHaveText('Delete orders with 200 entries.');
  expect(await weir.redis.call('EXISTS', 'orders')).toBe(0);

  await page.goto(`${home}/streams`);
  const line = page.getByRole('listitem').filter({ hasText: 'orders' });
  await expect(line).toContainText('200 entries, 2 groups');
  await expect(line).toContainText(/(?:1 d|23 h 5\d m) left/);
  await line.getByRole('link', { name: 'Bring back…' }).click();
  await dialog.getByRole('button', { name: 'Bring back orders with 200 entries' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Bring back orders with 200 entries.');
  expect(await weir.redis.call('XLEN', 'orders')).toBe(COUNT);
  await page.goto(`${home}/s/orders`);
  await expect(page.getByRole('heading', { name: 'orders' })).toBeVisible();
});
