import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { RedisRig } from '../tools/rig/redis-rig.ts';
import { journey } from './rig/journey.ts';

const STREAM = 'payments:events';
const GROUP = 'ledger';

/** Twelve payments, all pending; one of them was handed out seventeen times. */
async function seed(redis: RedisRig): Promise<void> {
  const ids: string[] = [];
  for (let n = 1; n <= 12; n += 1) {
    const amount = n === 7 ? '' : String(n * 100);
    ids.push(String(await redis.call('XADD', STREAM, '*', 'type', 'charge.captured', 'amount', amount, 'n', n)));
  }
  for (const group of [GROUP, 'receipts']) await redis.call('XGROUP', 'CREATE', STREAM, group, '0');
  await redis.call('XREADGROUP', 'GROUP', GROUP, 'ledger-1', 'COUNT', 12, 'STREAMS', STREAM, '>');
  await redis.call('XREADGROUP', 'GROUP', 'receipts', 'r-1', 'COUNT', 12, 'STREAMS', STREAM, '>');
  await redis.call('XACK', STREAM, 'receipts', ...ids);
  const poison = ids[6] ?? '';
  await redis.call('XCLAIM', STREAM, GROUP, 'ledger-2', 0, poison, 'RETRYCOUNT', 17, 'JUSTID');
  for (const id of ids.slice(0, 3)) await redis.call('XCLAIM', STREAM, GROUP, 'ledger-1', 0, id, 'RETRYCOUNT', 6);
}

async function accessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(where).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([]);
}

journey(
  'a poison entry and those like it are dead-lettered, one is mended and resent, the rest sent back',
  async ({ page, ownConsole }) => {
    const { link, url, redis } = await ownConsole(seed);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(link);
    await page.waitForURL('**/c/**');
    await page.goto(`${url}/c/main/s/${encodeURIComponent(STREAM)}/g/${GROUP}/pending?deliveries=5..`);
    await expect(page.getByRole('checkbox', { name: /^Select entry/ })).toHaveCount(4);
    await page.getByRole('checkbox', { name: 'Select this page' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: 'Select this page' }).check();
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: /Dead-letter 4 entries/ });
    await expect(dialog.getByText(`4 entries go to ${STREAM}:dlq, which is created`)).toBeVisible();
    await expect(dialog.getByText('They stay in the stream for receipts')).toBeVisible();
    await accessible(page, '[role=dialog]');
    await dialog.getByLabel(/Reason/).fill('amount is missing');
    await dialog.getByLabel(/Type the name of the group/).fill(GROUP);
    await page.keyboard.press('Control+Enter');
    const result = page.getByRole('dialog', { name: /4 entries dead-lettered/ });
    await expect(result).toBeVisible({ timeout: 20_000 });
    await result.getByRole('button', { name: 'Close' }).last().click();

    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await expect(page.getByRole('heading', { name: '4 dead letters' })).toBeVisible();
    await page.getByRole('button', { name: /amount is missing.*ledger on payments:events/ }).click();
    await expect(page).toHaveURL(/error=amount\+is\+missing/);
    await accessible(page, 'main');
    const poison = page.getByRole('row').filter({ hasText: 'amount is missing' }).filter({ hasText: '17' });
    await poison.getByRole('button', { name: /entry/i }).first().click();
    await page.getByRole('button', { name: 'Edit and resend…' }).click();
    const form = page.getByRole('dialog', { name: 'Edit and resend' });
    await form.getByRole('textbox', { name: 'Value of amount' }).fill('700');
    const difference = form.getByRole('table', { name: 'What is different' });
    await expect(difference.getByRole('row', { name: /amount \(empty\) 700/ })).toBeVisible();
    await accessible(page, '[role=dialog]');
    await form.getByLabel(/Type the name of the stream/).fill(`${STREAM}:dlq`);
    await form.getByRole('button', { name: /^Resend 1 entry/ }).click();
    const resent = page.getByRole('dialog', { name: /1 entry resent/ });
    await expect(resent).toBeVisible({ timeout: 20_000 });
    await resent.getByRole('button', { name: 'Close' }).last().click();

    await expect(page.getByRole('checkbox', { name: /^Select entry/ })).toHaveCount(3);
    await page.getByRole('button', { name: 'Select all that match' }).click();
    await page.keyboard.press('b');
    const back = page.getByRole('dialog', { name: /Send 3 entries back to payments:events/ });
    await expect(back.getByText(/is read by ledger, receipts; they failed in ledger/)).toBeVisible();
    await accessible(page, '[role=dialog]');
    await back.getByRole('button', { name: /^Send 3 entries back/ }).click();
    await expect(page.getByRole('dialog', { name: /3 entries sent back/ })).toBeVisible({ timeout: 20_000 });
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await expect(page.getByRole('heading', { name: 'No dead letters' })).toBeVisible();

    expect(await redis.call('XLEN', `${STREAM}:dlq`)).toBe(0);
    const rows = (await redis.call('XREVRANGE', STREAM, '+', '-', 'COUNT', 4)) as [string, string[]][];
    expect(rows.map(([, words]) => words.slice(0, 6).join(' ')).toReversed()).toEqual([
      'type charge.captured amount 700 n 7',
      'type charge.captured amount 100 n 1',
      'type charge.captured amount 200 n 2',
      'type charge.captured amount 300 n 3',
    ]);
  },
);
