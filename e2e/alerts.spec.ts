import { expect, type Page } from '@playwright/test';
import { startHookReceiver } from '../apps/server/src/rig/hook-receiver.ts';
import { journey } from './rig/journey.ts';

async function addChannel(page: Page, home: string, hook: string): Promise<void> {
  await page.goto(`${home}/alerts?tab=channels`);
  await page.getByRole('link', { name: 'New channel' }).click();
  await page.getByLabel('Name', { exact: true }).fill('ops');
  await page.getByLabel('Address', { exact: true }).fill(hook);
  await page.getByRole('button', { name: 'Make one' }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('The test arrived.')).toBeVisible();
  await page.getByRole('button', { name: 'Save channel' }).click();
  await expect(page.getByRole('list', { name: 'Channels' }).getByText('ops')).toBeVisible();
}

journey(
  'a rule is tried and saved, fires, is told to a webhook once, is snoozed, and resolves',
  async ({ page, ownConsole }) => {
    const hooks = await startHookReceiver();
    try {
      const { redis, url, link } = await ownConsole(async (seeded) => {
        await seeded.call('XADD', 'orders', '*', 'n', 0);
        await seeded.call('XGROUP', 'CREATE', 'orders', 'billing', '$');
      });
      await page.goto(link);
      await page.waitForURL('**/c/**');
      const home = `${url}/c/main`;
      await addChannel(page, home, `${hooks.url}/weir`);
      hooks.received.length = 0;

      for (let n = 0; n < 8; n += 1) await redis.call('XADD', 'orders', '*', 'n', n);
      await page.keyboard.press('g');
      await page.keyboard.press('a');
      await page.getByRole('link', { name: 'New rule' }).click();
      await expect(page.getByLabel('Severity')).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('link', { name: 'New rule' })).toBeFocused();
      await page.keyboard.press('Enter');
      await page.getByLabel('Condition').selectOption({ label: 'a group has more than … unread' });
      await page.getByLabel('Limit').fill('abc');
      await expect(page.getByText('Not tried: the limit cannot be used.')).toBeVisible();
      await page.getByLabel('Limit').fill('5');
      await page.getByLabel('How long it must hold').fill('0 s');
      await page.getByLabel('How long it must be over').fill('2 s');
      await page.getByRole('checkbox', { name: /^ops/ }).check();
      // It is tried on what was recorded before anything is saved.
      const trial = page.locator('p', { hasText: /Would have fired once.*: billing\./ });
      await expect(trial).toBeVisible();
      await page.getByRole('group', { name: 'How far back the rule is tried' }).getByText('24 h').click();
      await expect(page).toHaveURL(/tried=24h/);
      await expect(trial).toContainText('Nothing older was recorded.');
      await expect(page.getByText('Warning: billing on orders has 8 unread').first()).toBeVisible();
      await page.getByRole('button', { name: 'Save rule' }).click();
      await expect(page).toHaveURL(/rule=rule-/);

      const firing = page.getByRole('list', { name: 'Firing now' });
      const incident = firing.getByRole('listitem').filter({ hasText: 'billing on orders has 8 unread' });
      await expect(incident).toContainText('told once');
      await expect(incident).toContainText(/As found at \d\d:\d\d:\d\d/);
      expect(hooks.received).toHaveLength(1);
      expect(JSON.parse(hooks.received[0]?.body ?? '{}')).toMatchObject({ kind: 'fired', severity: 'warning' });
      await expect(page.getByRole('navigation', { name: 'Main' }).getByText('alerts fire')).toBeAttached();

      await incident.getByRole('link', { name: /^Warning: billing/ }).focus();
      await page.keyboard.press('s');
      const dialog = page.getByRole('dialog', { name: 'Snooze' });
      await dialog.getByLabel(/Reason/).fill('known, INC-77');
      await dialog.getByRole('button', { name: /^Snooze for 1 h/ }).click();
      await expect(incident.getByText(/Snoozed to/)).toBeVisible();

      await redis.call('XGROUP', 'SETID', 'orders', 'billing', '$');
      await expect(incident).toHaveCount(0, { timeout: 30_000 });
      await page.getByRole('link', { name: 'History' }).click();
      await page.getByRole('link', { name: /billing on orders has 8 unread/ }).click();
      const story = page.getByRole('list', { name: 'What happened, newest first' });
      await expect(story).toContainText('Resolved');
      await expect(story).toContainText(/Snoozed by local operator until/);
      await expect(story).toContainText('Told ops that it fires');
      expect(hooks.received).toHaveLength(1);

      await page.goto(`${home}/s/orders/g/billing/activity?kind=alerts`);
      await expect(page.getByRole('list', { name: 'What happened, newest first' })).toContainText(
        'billing fires an alert',
      );
      await page.goto(`${home}/audit`);
      for (const action of [/Added the channel ops/, /Added the alert rule/, /Snoozed/])
        await expect(page.getByText(action).first()).toBeVisible();
    } finally {
      await hooks.close();
    }
  },
);

journey(
  'a group is snoozed on Triage, keeps its place, says until when, and is woken on its page',
  async ({ page, ownConsole }) => {
    const { redis, url, link } = await ownConsole(async (seeded) => {
      for (let n = 0; n < 20; n += 1) await seeded.call('XADD', 'orders', '*', 'n', n);
      await seeded.call('XGROUP', 'CREATE', 'orders', 'billing', '0');
      await seeded.call('XREADGROUP', 'GROUP', 'billing', 'w1', 'COUNT', 1, 'STREAMS', 'orders', '>');
    });
    await page.goto(link);
    await page.waitForURL('**/c/**');
    // What a group has not read is trimmed away: trouble that shows at once.
    await redis.call('XTRIM', 'orders', 'MAXLEN', 2);
    await page.goto(`${url}/c/main?do=snooze&stream=nope&group=x`);
    await expect(page.getByText('There is no group of that name on that stream.')).toBeVisible();
    await page.goto(`${url}/c/main`);
    const row = page
      .getByRole('row')
      .filter({ hasText: 'billing' })
      .filter({ has: page.getByText('Snooze') });
    await row.getByRole('link', { name: 'Snooze billing' }).click({ timeout: 90_000 });
    await expect(page).toHaveURL(/do=snooze/);
    const dialog = page.getByRole('dialog', { name: 'Snooze' });
    await dialog.getByText('4 h', { exact: true }).click();
    await page.keyboard.press('Control+Enter');
    await expect(row.getByText(/Snoozed to/)).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/needs attention|billing/);

    // Its own page says so, too, and ends it.
    await page.goto(`${url}/c/main/s/orders/g/billing`);
    const diagnosis = page.getByRole('region', { name: 'Diagnosis' });
    await expect(diagnosis.getByText(/Snoozed to/)).toBeVisible();
    await diagnosis.getByRole('link', { name: 'End the snooze of billing' }).click();
    await expect(page).toHaveURL(/g\/billing\?do=wake/);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^End the snooze/ })
      .click();
    await expect(diagnosis.getByRole('link', { name: 'Snooze billing' })).toBeVisible();
  },
);
