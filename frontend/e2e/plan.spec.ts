// The plan: what a new charter changes is read, a figure tells whether an objective is reached, strangers read what is published.
import { expect, type Page, test } from '@playwright/test';
import { dress, inspect, open, settle, THEMES } from './axe';
import { day } from './crowd';
import { signInAs } from './people';
import { question, submit } from './question';
import { addObjective } from './story/plan';

async function adopt(page: Page, mission: string): Promise<void> {
  await open(page, '/charter/new');
  await page.getByRole('textbox', { name: 'Mission' }).fill(mission);
  await page.getByRole('textbox', { name: 'Goals' }).fill('A coordinator in every region');
  await page.getByRole('textbox', { name: 'Structure' }).fill('Nine members.');
  await page.getByRole('button', { name: 'Adopt this version' }).click();
  await expect(page.getByText(/^Version \d+, in force$/)).toBeVisible();
}

async function inEveryDress(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of THEMES) {
    for (const width of [1280, 320]) {
      await dress(page, theme, width);
      found.push(...(await inspect(page)).map((each) => `${theme} ${width}: ${each}`));
    }
  }
  return found;
}

test('a second charter is adopted, and what it changes is read', async ({ page }) => {
  const run = Date.now();
  await signInAs(page, 'taskforce');
  await adopt(page, `Every librarian ${run} finds a mentor.`);
  await adopt(page, `Every librarian ${run} finds a mentor, wherever they work.`);
  await page.getByRole('link', { name: 'See what is different' }).click();
  await settle(page);
  const added = page.locator('article ins').filter({ hasText: 'wherever they work' });
  await expect(added).toContainText('[added:');
  await expect(page.getByText('Kept', { exact: true })).toBeVisible();
  expect(await inEveryDress(page)).toEqual([]);
});

test('an indicator is added, read, changed and removed', async ({ page }) => {
  await signInAs(page, 'taskforce');
  const card = await addObjective(page, `Every seat is served ${Date.now()}`);
  await card.getByRole('button', { name: /^Add an indicator/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('combobox', { name: 'Figure' })
    .selectOption({ label: 'Share of seats with a coordinator' });
  await expect(dialog.getByText(/Of all open seats/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Target in percent' }).fill('190');
  await dialog.getByLabel('By', { exact: true }).fill(day(200));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('A percentage lies between 0 and 100.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Target in percent' }).fill('100');
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Save');
  const shown = card.getByRole('listitem').filter({ hasText: 'Share of seats with a coordinator' });
  await expect(shown).toContainText(/\d+ of \d+/);
  await expect(shown).toContainText('Target: at least 100% by');
  await shown.getByRole('button', { name: /^Edit/ }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Target in percent' }).fill('1');
  await submit(page.getByRole('dialog'), 'Save');
  await expect(shown).toContainText('Reached');
  expect(await inEveryDress(page)).toEqual([]);
  await shown.getByRole('button', { name: /^Remove/ }).click();
  await submit(question(page), 'Remove');
  await expect(shown).toHaveCount(0);
});

test('what is published is read by strangers, and no more', async ({ page, browser }) => {
  await signInAs(page, 'taskforce');
  await open(page, '/plan/publication');
  for (const piece of ['Charter', 'Members', 'Plan', 'Indicators']) {
    await page.getByRole('checkbox', { name: new RegExp(`^${piece}`) }).check();
  }
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Strategic plan');
  expect(await inEveryDress(page)).toEqual([]);
  await page.getByRole('button', { name: 'Publish what is chosen' }).click();
  await expect(page.getByText('This is public now.')).toBeVisible();

  const outside = await browser.newContext();
  const stranger = await outside.newPage();
  await open(stranger, '/openings');
  await stranger.getByRole('link', { name: 'Charter and plan' }).click();
  await settle(stranger);
  await expect(stranger.getByRole('heading', { name: 'Charter', exact: true })).toBeVisible();
  await expect(stranger.getByText('Theodora Blum')).toBeVisible();
  await expect(stranger.getByText('Ana Flores')).toHaveCount(0);
  expect(await inEveryDress(stranger)).toEqual([]);
  await outside.close();
});
