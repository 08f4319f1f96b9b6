import type { Locator, Page } from '@playwright/test';

// Two and a half minutes into the demo everything that is to go wrong shows; a busy machine gets some more.
const SHOWS_WITHIN_MS = 200_000;

/** A group's link on Triage; its name says the state first, then the group. */
function linkTo(page: Page, group: string): Locator {
  return page.getByRole('row').getByRole('link', { name: nameEnding(group) });
}

const nameEnding = (group: string): RegExp => new RegExp(`\\. ${group}$`);

/** The row of a group on Triage. */
export function rowOf(page: Page, group: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('link', { name: nameEnding(group) }) });
}

/** Opens Triage of the only connection and waits until the group's row says this. */
export async function findOnTriage(page: Page, url: string, group: string, sentence: RegExp): Promise<Locator> {
  await page.goto(url);
  const row = rowOf(page, group).filter({ hasText: sentence });
  await row.waitFor({ timeout: SHOWS_WITHIN_MS });
  return row;
}

/** Opens the group's page from its row on Triage. */
export async function openGroup(page: Page, group: string): Promise<void> {
  await linkTo(page, group).click();
  await page.waitForURL(`**/g/${group}`);
}
