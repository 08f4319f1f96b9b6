import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { RedisRig } from '../tools/rig/redis-rig.ts';
import { journey } from './rig/journey.ts';

journey.use({ storageState: { cookies: [], origins: [] } });

// A whole second in the last hour: the time of the first entry, one a second from there.
const FIRST_AT = Math.floor((Date.now() - 3_600_000) / 1_000) * 1_000;

/** The id of the nth entry of `orders`. */
function idOf(n: number): string {
  return `${FIRST_AT + n * 1_000}-0`;
}

/** Fills `orders`; a group `payers` has read and acknowledged all of it. */
function ordersOf(count: number) {
  return async (redis: RedisRig): Promise<void> => {
    await redis.call('XGROUP', 'CREATE', 'orders', 'payers', '0', 'MKSTREAM');
    await Promise.all(
      Array.from({ length: count }, (_, n) => redis.call('XADD', 'orders', idOf(n), 'type', 'order.placed', 'n', n)),
    );
    await redis.call('XREADGROUP', 'GROUP', 'payers', 'till-1', 'COUNT', count, 'NOACK', 'STREAMS', 'orders', '>');
  };
}

async function positionOf(redis: RedisRig): Promise<string> {
  const [group] = (await redis.call('XINFO', 'GROUPS', 'orders')) as string[][];
  return String(group?.[group.indexOf('last-delivered-id') + 1]);
}

/** The original ids of the copies, in their order. */
async function originsIn(redis: RedisRig, stream: string): Promise<string[]> {
  const entries = (await redis.call('XRANGE', stream, '-', '+')) as [string, string[]][];
  return entries.map(([, fields]) => fields.at(-1) ?? '');
}

async function homeOf(page: Page, link: string): Promise<string> {
  await page.goto(link);
  await page.waitForURL('**/c/**');
  return page.url().replace(/\/$/, '');
}

/** Plans a copy of `orders` to `orders:again` and starts it; comes back on the page of its job. */
async function startReplay(page: Page, home: string, rate: number, reason: string): Promise<void> {
  await page.goto(`${home}/jobs/new/replay?stream=orders&into=orders%3Aagain&create=1&rate=${rate}&step=review`);
  await page.getByLabel(/Reason/).fill(reason);
  await page.getByRole('button', { name: /^Copy .* entries/ }).click();
  await page.waitForURL('**/jobs/replay-*');
}

/** Moves `payers` to the nth entry in its dialog; comes back when it is done. */
async function moveTo(page: Page, home: string, n: number, reason: string): Promise<void> {
  await page.goto(`${home}/s/orders/g/payers`);
  await page.getByRole('button', { name: 'Move position…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByLabel('Read from')
    .fill(new Date(FIRST_AT + n * 1_000).toISOString().slice(0, 19).replace('T', ' '));
  await dialog.getByLabel('Read from').press('Enter');
  await dialog.getByLabel(/Reason/).fill(reason);
  await dialog.getByLabel(/Type the name of the group/).fill('payers');
  await dialog.getByRole('button', { name: /^Move payers back/ }).click();
  await expect(dialog.getByRole('status')).toHaveText(/^Move payers back/);
}

journey('a group is rewound by time', async ({ page, ownConsole }) => {
  const weir = await ownConsole(ordersOf(100));
  const home = await homeOf(page, weir.link);
  await page.goto(`${home}/s/orders/g/payers`);
  await page.getByRole('button', { name: 'Move position…' }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: /^Move p/ });
  await expect(confirm).toBeDisabled();

  const at = new Date(FIRST_AT + 60_000).toISOString().slice(0, 19).replace('T', ' ');
  await dialog.getByLabel('Read from').fill(at);
  await dialog.getByLabel('Read from').press('Enter');
  await expect(dialog.getByText('40 entries', { exact: true })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`at=${idOf(60)}`));
  await expect(dialog.getByText(`XGROUP SETID orders payers`).first()).toBeVisible();

  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByLabel(/Type the name of the group/).fill('payer');
  await expect(confirm).toBeDisabled();
  expect(await positionOf(weir.redis)).toBe(idOf(99));
  await dialog.getByLabel(/Type the name of the group/).fill('payers');
  await confirm.click();
  await expect(
    page
      .getByRole('dialog')
      .getByText(/Move payers back/)
      .first(),
  ).toBeVisible();
  await expect.poll(() => positionOf(weir.redis)).toBe(`${FIRST_AT + 59_999}-18446744073709551615`);
  // Redis has moved it before the answer is here; only then is there something to close.
  await expect(dialog.getByRole('status')).toHaveText(/^Move payers back/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/40\s*unread/).first()).toBeVisible();

  // And forward again: what is unread now is skipped, what comes later is not.
  await page.getByRole('button', { name: 'Move position…' }).click();
  await dialog.getByLabel('To the end, skip unread').check();
  await expect(dialog.getByText('40 entries', { exact: true })).toBeVisible();
  await dialog.getByLabel(/Type the name of the group/).fill('payers');
  await confirm.click();
  await expect(dialog.getByRole('status')).toHaveText(/^Move payers forward/);
  expect(await positionOf(weir.redis)).toBe(idOf(99));
});

journey('a replay is paused, its rate changed, Weir restarted, resumed and finished', async ({ page, ownConsole }) => {
  const weir = await ownConsole(ordersOf(3_000));
  // A minute long, so that even a slow page pauses it in the middle.
  await startReplay(page, await homeOf(page, weir.link), 50, 'bounced receipts');
  const job = page.url();
  await expect(page.getByText('Running', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^Pause Copy/ }).click();
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  const paused = Number(await weir.redis.call('XLEN', 'orders:again'));
  expect(paused).toBeLessThan(3_000);

  await page.getByRole('link', { name: 'Change rate…' }).click();
  await page.getByLabel('Entries per second, at most').fill('2000');
  await page.getByRole('button', { name: 'Change to 2,000/s' }).click();
  await expect(page.getByText('Rate, limit 2,000/s')).toBeVisible();

  // Away from the page: a console that is killed under it is something the browser complains about.
  await page.goto('about:blank');
  await page.goto(await weir.restart());
  await page.waitForURL('**/c/**');
  await page.goto(job);
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  expect(Number(await weir.redis.call('XLEN', 'orders:again'))).toBe(paused);
  await page.getByRole('button', { name: /^Resume Copy/ }).click();
  await expect(page.getByText('100%')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('3,000 of 3,000 copied')).toBeVisible();
  expect(await originsIn(weir.redis, 'orders:again')).toEqual(Array.from({ length: 3_000 }, (_, n) => idOf(n)));
});

journey('Redis lost in the middle of a replay', async ({ page, ownConsole }) => {
  const weir = await ownConsole(ordersOf(3_000));
  await startReplay(page, await homeOf(page, weir.link), 150, 'bounced receipts');
  await expect(page.getByText('Running', { exact: true })).toBeVisible();
  await weir.redis.kill9();
  await expect(page.getByText('Checking what has happened.')).toBeVisible({ timeout: 30_000 });
  await weir.redis.restart();
  await expect(page.getByText('100%')).toBeVisible({ timeout: 60_000 });
  expect(await originsIn(weir.redis, 'orders:again')).toEqual(Array.from({ length: 3_000 }, (_, n) => idOf(n)));
});

journey('all of it is found in the audit log', async ({ page, ownConsole }) => {
  const weir = await ownConsole(ordersOf(200));
  const home = await homeOf(page, weir.link);
  await startReplay(page, home, 1_000, 'bounced receipts, INC-4127');
  await expect(page.getByText('100%')).toBeVisible();
  await moveTo(page, home, 150, 'wrong VAT rate, INC-4130');

  await page.goto(`${home}/audit`);
  const rows = page.getByRole('row').filter({ has: page.getByRole('link', { name: /^(?:Replay|Move position)$/ }) });
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Search the audit log').fill('INC-4127');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('200 entries copied.');
  await rows.getByRole('link').click();
  const record = page.getByRole('article');
  await expect(record).toContainText('bounced receipts, INC-4127');
  await expect(record.getByRole('row', { name: /orders:again not there → \+200/ })).toBeVisible();
  await record.getByRole('button', { name: 'Verify' }).click();
  await expect(record).toContainText(/Chain intact: [1-9]/);

  // The address has all of it: the record, and the list as it was narrowed.
  await page.reload();
  await expect(record).toContainText('INC-4127');
  await expect(rows).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(record).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('payers on orders');
  await expect(rows.first()).toContainText('Move payers back: 50 entries are read again.');
});
