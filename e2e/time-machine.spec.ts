import { expect } from '@playwright/test';
import { journey } from './rig/journey.ts';
import { recordLastNight } from './rig/last-night.ts';
import { rowOf } from './rig/triage.ts';

journey.use({ storageState: { cookies: [], origins: [] } });

journey('last night’s incident is looked at with the time machine', async ({ page, ownConsole }) => {
  const weir = await ownConsole(async (redis, folder) => {
    await redis.call('XADD', 'orders', '*', 'type', 'order.placed');
    await redis.call('XGROUP', 'CREATE', 'orders', 'fulfilment', '$');
    await recordLastNight(folder, Date.now());
  });
  await page.goto(weir.link);
  await expect(rowOf(page, 'fulfilment')).toBeVisible();
  await expect(page.getByText('Nobody works off')).toHaveCount(0);

  // A little back: nothing was recorded then, which is said. The slider's first end is where recording began.
  await page.getByRole('button', { name: 'See this page as it was' }).first().click();
  const machine = page.getByRole('region', { name: 'Time machine' });
  await expect(machine).toContainText('As it was at');
  await expect(machine).toContainText('Nothing was recorded in the');
  await machine.getByText('24 h').click();
  await machine.getByRole('slider', { name: 'Moment shown' }).press('Home');
  await expect(rowOf(page, 'fulfilment')).toContainText('3');
  await expect(rowOf(page, 'fulfilment')).not.toContainText('Nobody works off');

  // What happened since then leads to its moment.
  await machine.getByText(/events? since then/).click();
  await machine.getByRole('button', { name: /fulfilment has a dead consumer/ }).click();
  await expect(rowOf(page, 'fulfilment')).toContainText('Nobody works off 1,284 entries of worker-7');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('needs attention');

  // On the group's page too, with its consumers, and nothing can be changed there.
  await rowOf(page, 'fulfilment').getByRole('link').first().click();
  await page.waitForURL(/\/g\/fulfilment\?at=/);
  await expect(machine).toContainText('As it was at');
  const diagnosis = page.getByRole('region', { name: 'Diagnosis' });
  await expect(diagnosis).toContainText('Nobody works off 1,284 entries');
  await expect(page.getByRole('row').filter({ hasText: 'worker-7' })).toContainText('1,284');
  await expect(page.getByRole('button', { name: /^Claim/ })).toHaveCount(0);
  const shared = page.url();

  // The same address shows the same moment to somebody else; back to now it is calm.
  await page.goto(shared);
  await expect(diagnosis).toContainText('Nobody works off 1,284 entries');
  await machine.getByRole('button', { name: 'Back to now' }).click();
  await expect(machine).toHaveCount(0);
  await expect(diagnosis).not.toContainText('Nobody works off');
  await expect(page.getByRole('button', { name: /^Move position/ })).toBeVisible();

  // What a page lists of now does not pass for then, and the moment is not lost on the way.
  await page.goto(shared);
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(machine).toContainText('This page shows now');
  await machine.getByRole('link', { name: 'See the group then' }).click();
  await expect(diagnosis).toContainText('Nobody works off 1,284 entries');

  // Before the first recording there is nothing, and the way to that recording; what cannot be changed is not offered.
  await page.goto(shared.replace(/\/s\/.*at=[^&]*/, '?at=2020-01-01T00:00:00Z'));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Nothing was recorded before');
  await page.getByRole('button', { name: 'Go to the first recording' }).click();
  await expect(rowOf(page, 'fulfilment')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Snooze/ })).toHaveCount(0);
  await page.goto(shared.replace(/at=[^&]*/, 'at=2099-01-01T00:00:00Z'));
  await expect(machine).toContainText('That moment is still to come');

  // A moment that cannot be read is not taken for one without a word.
  await page.goto(shared.replace(/at=[^&]*/, 'at=last-night'));
  await expect(machine).toContainText('This page shows now.');
  await expect(machine).toContainText('last-night');
  await machine.getByRole('button', { name: 'Stay at now' }).click();
  await expect(machine).toHaveCount(0);
  expect(page.url()).not.toContain('at=');
});
