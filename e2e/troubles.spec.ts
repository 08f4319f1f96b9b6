import { expect, type Locator } from '@playwright/test';
import { journey } from './rig/journey.ts';
import { findOnTriage, openGroup } from './rig/triage.ts';

journey(
  'a dead consumer with 1,284 entries is found by its sentence, and the other causes are ruled out',
  async ({ page, demo }) => {
    const row = await findOnTriage(page, demo.url, 'notifier_group', /worker-7 is dead\./);
    await expect(row).toContainText(/still holds 1,284 entries/);
    await openGroup(page, 'notifier_group');
    await expect(page.getByText(/worker-7 is dead\./).first()).toBeVisible();
    for (const cause of ['Slow consumers', 'Poison entry', 'Producer burst']) {
      const line = page.getByRole('listitem').filter({ hasText: new RegExp(`^${cause}`) });
      await expect(line).toContainText(/No\./, { timeout: 60_000 });
    }
    await page.goto(`${page.url()}/pending?consumer=worker-7`);
    await expect(page.getByText(/1,284/).first()).toBeVisible();
  },
);

journey('a poison entry is found by its sentence, and can be read', async ({ page, demo }) => {
  const row = await findOnTriage(page, demo.url, 'ledger', /An entry keeps failing\./);
  await expect(row).toContainText(/delivered 17 times/, { timeout: 120_000 });
  await row.getByRole('link', { name: 'Inspect entry' }).click();
  await expect(page).toHaveURL(/\/g\/ledger\/pending/);
  await expect(page.getByText('129,90 EUR').first()).toBeVisible();
  // What is offered is about that entry and no other.
  await page.goBack();
  await row.getByRole('button', { name: 'Dead-letter…' }).click();
  await expect(page.getByRole('dialog', { name: /Dead-letter 1 entry/ })).toBeVisible();
  await page.keyboard.press('Escape');
});

journey('a group that falls behind is found by its sentence', async ({ page, demo }) => {
  const row = await findOnTriage(page, demo.url, 'fulfilment', /Falling behind\./);
  await expect(row).toContainText('never');
  await openGroup(page, 'ledger');
  const dead = page.getByRole('listitem').filter({ hasText: /^Dead consumer/ });
  // On a busy machine the first answers may be late, or come before the consumers were read.
  await expect(dead).toContainText(/No\./, { timeout: 60_000 });
});

journey('lost entries are found by their sentence', async ({ page, demo }) => {
  const row = await findOnTriage(page, demo.url, 'cold-copy', /Entries were trimmed before cold-copy read them\./);
  await expect(row).toContainText(/are gone since/);
  await openGroup(page, 'cold-copy');
  await expect(page.getByText(/Entries were trimmed before/).first()).toBeVisible();
});

journey(
  'the demo’s policies are at work and dead letters come in; the palette begins what is named',
  async ({ page, demo }) => {
    await page.goto(demo.url);
    await page.waitForURL('**/c/**');
    const palette = page.getByRole('dialog', { name: 'Search and commands' });
    const type = async (words: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await palette.getByRole('combobox').fill(words);
    };
    await page.keyboard.press('Control+k');
    await typeAndEnterAtOnce(palette.getByRole('combobox'), 'polic');
    const policies = page.getByRole('list', { name: 'Policies' });
    await expect(policies).toContainText('keep notifications small');
    await expect(policies).toContainText('put failing webhooks aside');
    const run = page.getByRole('row').filter({ hasText: 'dispatcher of webhooks:out' });
    await expect(run.filter({ hasText: /Dead-lettered/ }).first()).toBeVisible({ timeout: 200_000 });

    await page.goto(`${page.url().replace(/trim-policies.*/, '')}dead-letters?stream=webhooks%3Aout%3Adlq`);
    await expect(page.getByRole('cell', { name: 'The partner did not answer' }).first()).toBeVisible();
    await type('dead-letter disp');
    await expect(palette.getByRole('option', { name: /^Dead-letter dispatcher/ })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/g\/dispatcher.*do=dead-letter/);
    await expect(page.getByRole('dialog', { name: /Dead-letter/ })).toBeVisible();
  },
);

/** Faster than the page can show what it finds, as on a busy machine: Enter must mean what was typed. */
async function typeAndEnterAtOnce(box: Locator, words: string): Promise<void> {
  await box.evaluate((input: HTMLInputElement, typed) => {
    input.focus();
    document.execCommand('insertText', false, typed);
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  }, words);
}

// Its own demo: in the one all share, the burst may be worked off before this journey's turn comes.
journey('a burst that is being worked off is a warning with an end', async ({ page, ownDemo }) => {
  const demo = await ownDemo();
  await page.goto(demo.link);
  await page.waitForURL('**/c/**');
  const row = await findOnTriage(page, demo.url, 'runners', /Catching up\./);
  await expect(row).toContainText(/Drains by itself\./);
});

journey('a deep link opens the same view in another browser', async ({ page, demo, browser }) => {
  const row = await findOnTriage(page, demo.url, 'notifier_group', /worker-7 is dead\./);
  await row.getByRole('button', { name: /Claim 1,284…/ }).click();
  await expect(page).toHaveURL(/consumer=worker-7/);
  // The set is frozen on the server, so the link opens the same one.
  await expect(page).toHaveURL(/set=/);
  await expect(page.getByRole('dialog').getByText(/1,284/).first()).toBeVisible();
  const { cookies } = await page.context().storageState();
  const colleague = await browser.newPage({ storageState: { cookies, origins: [] } });
  await colleague.goto(page.url());
  await expect(colleague.getByText(/1,284/).first()).toBeVisible();
  expect(colleague.url()).toBe(page.url());
  await colleague.close();
});
