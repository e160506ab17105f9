// Training as those who train see it: a session in another zone, who was there, what is still open.
import { expect, test } from '@playwright/test';
import { inspect, open, settle } from './axe';
import { signInAs } from './people';

test('a session is planned, and attendance recorded by keyboard', async ({ page }) => {
  const title = `Session ${Date.now()}`;
  await signInAs(page, 'taskforce');
  await open(page, '/cohorts');
  await page.getByRole('rowheader').first().getByRole('link').click();
  await page.getByRole('tab', { name: 'Sessions' }).click();
  await page.getByRole('button', { name: 'Plan a session' }).click();
  await page.getByRole('textbox', { name: 'Session' }).fill(title);
  await page.getByLabel('Begins at').fill('2026-03-08T02:30');
  await page.getByLabel('Time zone').selectOption('America/New_York');
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  // Clocks were turned forward in that hour.
  await expect(page.getByText(/does not happen in America\/New_York/)).toBeVisible();
  await page.getByLabel('Time zone').selectOption('Pacific/Guam');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('link', { name: title }).click();
  await settle(page);
  await expect(page.getByText(/Agreed as/)).toBeVisible();

  const first = page.getByRole('table').getByRole('group').first();
  await first.getByRole('radio', { name: 'Present' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(first.getByRole('radio', { name: 'Excused' })).toBeChecked();
  await page.getByRole('button', { name: 'All others were present' }).click();
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save attendance' }).click();
  await expect(page.getByText(/entries are saved/)).toBeVisible();
  await page.reload();
  await settle(page);
  await expect(first.getByRole('radio', { name: 'Excused' })).toBeChecked();
});

test('a coordinator sees the own training', async ({ page }) => {
  await signInAs(page, 'coordinator');
  await open(page, '/training');
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  expect(await inspect(page)).toEqual([]);
});
