// A resource from the draft to its second version, as its writers and as its readers see it.
import { expect, test } from '@playwright/test';
import { dress, inspect, open, settle, THEMES } from './axe';
import { signInAs } from './people';
import { question, submit } from './question';

test('drafted, reviewed, published, found, revised', async ({ page, browser }) => {
  const title = `Toolkit ${Date.now()}`;
  await signInAs(page, 'taskforce');
  await open(page, '/library/new');
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
  await page.getByRole('textbox', { name: 'Summary' }).fill('When two people meet first.');
  await page
    .getByRole('textbox', { name: 'Text' })
    .fill('# Before\n\nSee [the guide](https://ala.example/x).\n\n<script>alert(1)</script>');
  await page.getByRole('checkbox', { name: 'Mentee' }).check();
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Before' })).toBeVisible();
  await expect(page.getByText('Draft', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Hand in for review' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await submit(page.getByRole('dialog'), 'Publish');
  await expect(page.getByText('Published', { exact: true }).first()).toBeVisible();
  const path = new URL(page.url()).pathname;

  const elsewhere = await browser.newContext();
  const reader = await elsewhere.newPage();
  await signInAs(reader, 'mentee');
  await open(reader, '/library');
  await reader.getByRole('searchbox').fill(title);
  await reader.getByRole('link', { name: title }).click();
  await settle(reader);
  await expect(reader.getByRole('link', { name: 'the guide' })).toBeVisible();
  await expect(reader.getByRole('heading', { name: 'Curation' })).toHaveCount(0);
  const found: string[] = [];
  for (const theme of THEMES) {
    await dress(reader, theme, 320);
    found.push(...(await inspect(reader)));
  }
  expect(found).toEqual([]);
  await elsewhere.close();

  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByRole('textbox', { name: 'Summary' }).fill('For the first hour.');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText(/changes that readers do not see yet/)).toBeVisible();
  await page.getByRole('button', { name: 'Hand in for review' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(dialog.getByText('This is needed.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'What has changed' }).fill('A shorter summary');
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Publish');
  await expect(page.getByText('A shorter summary')).toBeVisible();
  await page.getByRole('link', { name: 'Version 1' }).click();
  await expect(page.getByText(/never changes/)).toBeVisible();
  await expect(page.getByText('When two people meet first.')).toBeVisible();
  expect(await inspect(page)).toEqual([]);

  await open(page, path);
  await page.getByRole('button', { name: 'Retire' }).click();
  const retiring = question(page);
  await expect(retiring).toContainText('cannot be brought back');
  await retiring.getByRole('button', { name: 'Retire' }).click();
  await expect(page.getByText(/stays for the record/).first()).toBeVisible();
});
