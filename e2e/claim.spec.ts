import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { journey } from './rig/journey.ts';
import { findOnTriage, rowOf } from './rig/triage.ts';

journey(
  'the demo’s dead consumer is found on Triage, its 1,284 entries are claimed and seen processed',
  async ({ page, ownDemo }) => {
    const demo = await ownDemo();
    // A shade on its way to another would be taken for a contrast that is too low.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(demo.link);
    await page.waitForURL('**/c/**');
    const row = await findOnTriage(page, demo.url, 'notifier_group', /worker-7 is dead\./);
    await row.getByRole('button', { name: /Claim 1,284…/ }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('heading', { name: /Claim 1,284 entries from worker-7/ })).toBeVisible();
    await expect(dialog.getByRole('row', { name: /worker-7.*1,284 → 0/ })).toBeVisible();
    await expect(dialog.getByText(/must read its own pending list/)).toBeVisible();
    await expect(page).toHaveURL(/do=claim&set=|set=.*do=claim/);
    await expect(dialog.getByRole('button', { name: /^Claim 1,284 entries/ })).toBeEnabled();
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([]);
    await dialog.getByLabel(/Reason/).fill('Host of worker-7 was lost, INC-4127');
    await page.keyboard.press('Control+Enter');
    const result = page.getByRole('dialog', { name: /1,284 entries claimed/ });
    await expect(result).toBeVisible({ timeout: 20_000 });
    await expect(result.getByText(/Watching what the consumers do/)).toBeVisible();
    // The demo's consumers re-read their pending lists, so the entries get processed.
    await expect(result.getByText(/[1-9][\d,]* acked/)).toBeVisible({ timeout: 60_000 });
    await result.getByRole('button', { name: 'Close' }).last().click();
    await page.goto(`${demo.url}/`);
    const after = rowOf(page, 'notifier_group');
    await expect(after).toBeVisible();
    await expect(after).not.toContainText('is dead', { timeout: 90_000 });
  },
);
