import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { journey } from './rig/journey.ts';
import { findOnTriage } from './rig/triage.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const THEMES = ['dark', 'light'] as const;

const PAGES = [
  { name: 'Triage', path: '' },
  { name: 'Streams', path: '/streams' },
  { name: 'Groups', path: '/groups' },
  { name: 'a stream', path: '/s/orders' },
  { name: 'its entries', path: '/s/orders/entries' },
  { name: 'its groups', path: '/s/orders/groups' },
  { name: 'its trim policy', path: '/s/orders/trim' },
  { name: 'a group', path: '/s/notifications_stream/g/notifier_group' },
  { name: 'its pending entries', path: '/s/notifications_stream/g/notifier_group/pending' },
  { name: 'its consumers', path: '/s/notifications_stream/g/notifier_group/consumers' },
  { name: 'its health rules', path: '/s/notifications_stream/g/notifier_group/rules?rule=callMs:4h' },
  { name: 'its activity', path: '/s/notifications_stream/g/notifier_group/activity' },
  { name: 'alerts', path: '/alerts' },
  { name: 'an alert rule', path: '/alerts?rule=behind-main' },
  { name: 'channels', path: '/alerts?tab=channels&channel=new' },
  { name: 'dead letters', path: '/dead-letters' },
  { name: 'the policies', path: '/trim-policies' },
  { name: 'a new dead-letter policy', path: '/trim-policies/new?does=dead-letter' },
  { name: 'jobs', path: '/jobs' },
  { name: 'a new replay', path: '/jobs/new/replay?stream=orders&step=target' },
  { name: 'a privacy request', path: '/privacy' },
  { name: 'the audit log', path: '/audit' },
] as const;

async function worstFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

// What could be hard to read are the sentences of a trouble and their colours. It stays, so each worker waits for it once.
let isTroubled = false;

async function waitForTrouble(page: Page, url: string): Promise<void> {
  if (!isTroubled) await findOnTriage(page, url, 'ledger', /An entry keeps failing\./);
  isTroubled = true;
}

for (const { name, path } of PAGES) {
  journey(`no serious finding on ${name}, dark and light, wide and narrow`, async ({ page, demo }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await waitForTrouble(page, demo.url);
    const found: Record<string, string[]> = {};
    for (const { width, height } of SIZES) {
      await page.setViewportSize({ width, height });
      await page.goto(`${demo.url}/c/main${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
        `scrolls sideways at ${width}`,
      ).toBeLessThanOrEqual(width);
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
        const findings = await worstFindings(page);
        if (findings.length > 0) found[`${colorScheme} at ${width}`] = findings;
      }
    }
    expect(found).toEqual({});
  });
}
