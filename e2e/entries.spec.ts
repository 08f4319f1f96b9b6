import { expect } from '@playwright/test';
import { journey } from './rig/journey.ts';

const PERSON = 'ann@example.org';

journey('all entries of a person are deleted, and the report says so', async ({ page, ownConsole }) => {
  const { redis, link } = await ownConsole(async (seeded) => {
    for (let n = 1; n <= 60; n += 1) {
      await seeded.call('XADD', 'audit:log', `${n}-0`, 'user', n % 5 === 0 ? PERSON : `user-${n}`, 'n', n);
    }
    await seeded.call('XGROUP', 'CREATE', 'audit:log', 'archiver', '0');
    await seeded.call('XREADGROUP', 'GROUP', 'archiver', 'c1', 'COUNT', 20, 'STREAMS', 'audit:log', '>');
  });
  await page.goto(link);
  await page.waitForURL('**/c/**');
  await page.goto(`${page.url().replace(/\/$/, '')}/s/audit%3Alog/entries`);
  await page.getByRole('button', { name: /More to do with/ }).click();
  await page.getByRole('menuitem', { name: 'Delete entries…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Field', { exact: true }).fill('user');
  await dialog.getByLabel('Value', { exact: true }).fill(PERSON);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByText('This is about a person').click();
  await expect(dialog.getByText(/of 60 entries looked at match/)).toBeVisible();
  await expect(dialog.getByText(/Never gets 8 it has not read. 4 stay pending/)).toBeVisible();
  await expect(dialog.getByText(/Nothing is archived: what is deleted cannot/)).toBeVisible();
  await expect(page).toHaveURL(/set=/);
  expect(decodeURIComponent(page.url())).not.toContain('ann');
  const plan = new URL(page.url()).searchParams.get('set') ?? '';
  await dialog.getByLabel(/Type the name of the stream/).fill('audit:log');
  await dialog.getByRole('button', { name: 'Delete 12 entries' }).click();
  await expect(page.getByRole('dialog', { name: /12 entries deleted/ })).toBeVisible({ timeout: 15_000 });
  expect(await redis.call('XLEN', 'audit:log')).toBe(48);

  const report = await page.evaluate(
    async (address) => (await fetch(address)).text(),
    `/export/privacy.json?plans=${plan}`,
  );
  expect(report).not.toContain('ann');
  expect(JSON.parse(report)).toMatchObject({
    streams: [
      {
        found: 12,
        complete: true,
        change: { deleted: 12, outcome: 'done', checked: { stillThere: 0, groups: [{ pending: { count: 4 } }] } },
      },
    ],
    audit: { intact: true },
  });
});

journey('an entry is added by hand and read as any other', async ({ page, ownConsole }) => {
  const { redis, link } = await ownConsole(async (seeded) => {
    await seeded.call('XADD', 'orders', '1-0', 'n', '1');
    await seeded.call('XGROUP', 'CREATE', 'orders', 'mailer', '0');
  });
  await page.goto(link);
  await page.waitForURL('**/c/**');
  await page.goto(`${page.url().replace(/\/$/, '')}/s/orders/entries`);
  await page.getByRole('button', { name: /More to do with/ }).click();
  await page.getByRole('menuitem', { name: 'Add entry…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of field 1').fill('type');
  await dialog.getByLabel('Value of field 1').fill('order.test');
  await dialog.getByRole('button', { name: 'Add a field' }).click();
  await dialog.getByLabel('Name of field 2').fill('type');
  await dialog.getByLabel('Value of field 2').fill('twice');
  await expect(dialog.getByText(/mailer reads 1 entry as a new entry/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Add 1 entry' }).click();
  await expect(page.getByRole('dialog', { name: /1 entry added/ })).toBeVisible({ timeout: 15_000 });
  const [, added] = (await redis.call('XRANGE', 'orders', '-', '+')) as [string, string[]][];
  expect(added?.[1]).toEqual(['type', 'order.test', 'type', 'twice']);
});

journey('an opened entry says how it stands in every group', async ({ page, ownConsole }) => {
  const { redis, link } = await ownConsole(async (seeded) => {
    // More are pending before it than fit on a page.
    for (let n = 1; n <= 60; n += 1) await seeded.call('XADD', 'orders', `0-${n}`, 'n', n);
    await seeded.call('XADD', 'orders', '1-0', 'n', '61');
    for (const group of ['billing', 'mailer', 'stock']) await seeded.call('XGROUP', 'CREATE', 'orders', group, '0');
    for (const group of ['billing', 'mailer']) {
      await seeded.call('XREADGROUP', 'GROUP', group, 'worker-1', 'STREAMS', 'orders', '>');
    }
    await seeded.call('XACK', 'orders', 'billing', '1-0');
  });
  await page.goto(link);
  await page.waitForURL('**/c/**');
  await page.goto(`${page.url().replace(/\/$/, '')}/s/orders/entries?entry=1-0`);
  const standing = page.getByRole('region', { name: 'Entry 1-0 in the groups' });
  await expect(standing).toContainText('Pending in 1 of 3 groups.');
  await expect(standing.getByRole('listitem')).toContainText([
    /mailer\s*pending with worker-1 for .*, delivered once/,
    /stock\s*not read yet/,
    /billing\s*acknowledged, or passed over/,
  ]);
  // What was read within a second is not read anew.
  const readUntil = (words: string) =>
    expect(async () => {
      await standing.getByRole('button', { name: 'Read again' }).click();
      await expect(standing).toContainText(words, { timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
  await redis.call('XACK', 'orders', 'mailer', '1-0');
  await readUntil('Pending in none of 3 groups.');
  await redis.call('XREADGROUP', 'GROUP', 'stock', 'worker-9', 'STREAMS', 'orders', '>');
  await readUntil('pending with worker-9');
  await standing.getByRole('link', { name: 'Show it there' }).click();
  await page.waitForURL(/\/g\/stock\/pending\?/);
  await expect(page.getByRole('row').filter({ hasText: 'worker-9' })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Entry 1-0' })).toHaveAttribute('aria-expanded', 'true');
});
