// Evidence and succession on the demo network: what is hidden stays hidden and is said, and what is final is asked about.
import { expect, test } from '@playwright/test';
import { walk } from './axe';
import { signInAs } from './people';

// Walking a long page in both themes at three widths takes its time.
test.describe.configure({ timeout: 180_000 });

test('an evaluator reads the results of a closed wave and takes the dataset', async ({ page }) => {
  await signInAs(page, 'evaluator');
  await page.goto('/studies');
  await page.getByRole('link', { name: 'Does the network help its mentees?' }).click();
  await page.getByRole('link', { name: 'Results' }).first().click();
  await expect(page.getByRole('heading', { name: 'Closing survey', level: 1 })).toBeVisible();
  const useful = page.getByRole('region', { name: 'Our meetings are useful to me.' });
  await expect(useful.getByText('hidden', { exact: true }).first()).toBeVisible();
  await expect(useful.getByText(/they would reveal/)).toBeVisible();
  const goals = page.getByRole('region', { name: 'We work on the goals that we set.' });
  await goals.getByText('How these figures were made').click();
  await expect(goals.getByText(/Student t interval/).first()).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download dataset.csv' }).click();
  expect((await download).suggestedFilename()).toMatch(/^dataset-.*\.csv$/);
  expect(await walk(page, new URL(page.url()).pathname)).toEqual([]);
});

test('a finding shows the result it cites', async ({ page }) => {
  await signInAs(page, 'taskforce');
  await page.goto('/findings');
  await page.getByRole('link', { name: /Goals fade after the second meeting/ }).click();
  await expect(page.getByText('How the answers spread', { exact: true })).toBeVisible();
  expect(await walk(page, new URL(page.url()).pathname)).toEqual([]);
});

test('coverage says in words what its colours say, and graduation with criteria unmet asks for the reason', async ({
  page,
}) => {
  await signInAs(page, 'taskforce');
  await page.goto('/coverage');
  const table = page.getByRole('table', { name: 'Every seat' });
  await expect(table.getByText('Uncovered').first()).toBeVisible();
  await table.getByRole('link', { name: 'Nell Ashby' }).click();
  await page.getByRole('button', { name: 'Graduate' }).click();
  await page.getByRole('button', { name: 'Graduate Nell Ashby' }).click();
  await expect(page.getByText('This is needed.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await walk(page, new URL(page.url()).pathname)).toEqual([]);
});
