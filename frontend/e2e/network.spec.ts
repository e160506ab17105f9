// The network: an institution found and read, a file checked before it is imported, a seat opened, the plan kept.
import { expect, test } from '@playwright/test';
import { dress, inspect, open, settle, THEMES } from './axe';
import { signInAs } from './people';
import { submit } from './question';
import { addObjective } from './story/plan';

test('regions, an institution and its missing counts are read in every dress', async ({ page }) => {
  await signInAs(page, 'admin');
  await open(page, '/regions');
  await page.getByRole('button', { name: /^Show as a table/ }).click();
  await expect(page.getByRole('cell', { name: 'Great Lakes' }).first()).toBeVisible();
  const found = await inspect(page);
  await page.getByRole('link', { name: /Great Lakes/ }).click();
  await settle(page);
  await page.getByRole('link', { name: 'Ohio', exact: true }).click();
  await settle(page);
  await expect(page.getByRole('combobox', { name: 'Jurisdiction' })).toHaveValue('OH');
  await page.getByRole('rowheader').first().getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'What it reported' })).toBeVisible();
  for (const theme of THEMES) {
    for (const width of [1280, 320]) {
      await dress(page, theme, width);
      found.push(...(await inspect(page)).map((each) => `${theme} ${width}: ${each}`));
    }
  }
  expect(found).toEqual([]);
});

test('a file is checked, its bad rows named by line and field, then imported', async ({ page }) => {
  const name = `Imported Library ${Date.now()}`;
  const key = `OH9${String(Date.now()).slice(-3)}`;
  const file = [
    'STABR,FSCSKEY,LIBNAME,CITY,TOTSTAFF,VISITS',
    `OH,${key},${name},DAYTON,3.5,-1`,
    `OH,,No key,DAYTON,1,1`,
    `ZZ,ZZ0001,Nowhere,DAYTON,1,1`,
  ].join('\n');
  await signInAs(page, 'admin');
  await open(page, '/imports');
  await expect(page.getByRole('button', { name: 'Check the file' })).toBeDisabled();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'libraries.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByText(/Nothing has been changed yet/)).toBeVisible({ timeout: 20_000 });
  const problems = page.getByRole('table', { name: /What is wrong/ });
  await expect(problems.getByRole('row', { name: /Line 3 FSCSKEY/ })).toBeVisible();
  await expect(problems.getByRole('row', { name: /Line 4 STABR/ })).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await expect(page.getByText(/The import has ended/)).toBeVisible({ timeout: 20_000 });
  await page.getByRole('link', { name: 'See the institutions' }).click();
  await page.getByRole('searchbox', { name: 'Search by name' }).fill(name);
  await page.getByRole('link', { name }).click();
  await expect(page.getByText('not reported').first()).toBeVisible();
  await expect(page.getByText(key)).toBeVisible();
});

test('a file that is none of the survey is refused in words', async ({ page }) => {
  await signInAs(page, 'admin');
  await open(page, '/imports');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'other.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') });
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByText('It failed')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Take another file' }).click();
  await expect(page.getByRole('button', { name: 'Check the file' })).toBeVisible();
});

test('a seat is opened where the region is chosen', async ({ page }) => {
  const name = `Seat ${Date.now()}`;
  await signInAs(page, 'taskforce');
  await open(page, '/seats');
  await page.getByRole('button', { name: 'Open a seat' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Open a seat' }).click();
  await expect(dialog.getByText('This is needed.')).toHaveCount(2);
  await dialog.getByRole('combobox', { name: 'Region' }).selectOption({ label: '04 Plains' });
  await dialog.getByRole('textbox', { name: 'Name of the seat' }).fill(name);
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Open a seat');
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Uncovered');
});

test('an objective gets a milestone with an owner, found by keyboard, and is finished', async ({
  page,
}) => {
  const objective = `Objective ${Date.now()}`;
  await signInAs(page, 'taskforce');
  const card = await addObjective(page, objective);
  await card.getByRole('button', { name: /^Add a milestone/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Milestone' }).fill('First step');
  await dialog.getByRole('combobox', { name: /^Owner/ }).fill('theodora');
  await expect(dialog.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Due').fill('2030-01-31');
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Save');
  const row = card.getByRole('row', { name: /First step/ });
  await expect(row).toContainText('Theodora');
  await row.getByRole('button', { name: /^Mark done/ }).click();
  await expect(row).toContainText('Done');
});

test('who may not change the plan sees why', async ({ page }) => {
  await signInAs(page, 'coordinator');
  await open(page, '/plan');
  await expect(page.getByText('Your roles do not include this.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Mark done/ })).toHaveCount(0);
  expect(await inspect(page)).toEqual([]);
});
