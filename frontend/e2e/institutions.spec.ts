// An institution is corrected, others come from a file with a bad row, a duplicate is merged and taken apart again.
import { expect, test } from '@playwright/test';
import { dress, inspect, open, settle, THEMES } from './axe';
import { signInAs } from './people';
import { question, submit } from './question';

test('an institution is corrected, imported twice by mistake, merged, and separate again', async ({
  page,
}) => {
  test.slow();
  const run = Date.now().toString(36);
  const [college, twin] = [`Willow College ${run}`, `The willow college ${run}`];
  await signInAs(page, 'admin');

  await open(page, '/imports');
  await page.getByRole('radio', { name: /^Institutions of any setting/ }).check({ force: true });
  const template = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download a template' }).click();
  expect((await template).suggestedFilename()).toBe('institutions.csv');
  const file = page.locator('input[type=file]');
  const csv = (rows: string[]) => ({
    name: 'colleges.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(rows.join('\n')),
  });
  await file.setInputFiles(csv(['name,seting,jurisdiction', 'A,law,OH']));
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByRole('alert').getByText(/There is no column 'seting'/)).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await file.setInputFiles(
    csv([
      'name,setting,jurisdiction,city,external_id',
      `${college},academic,OH,Dayton,${run}-1`,
      `${twin},academic,Ohio,,${run}-2`,
      `Nowhere ${run},academic,ZZ,,${run}-3`,
    ]),
  );
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByRole('row', { name: /Line 4 jurisdiction/ })).toBeVisible();
  const failed = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download these rows' }).click();
  expect((await failed).suggestedFilename()).toMatch(/^failed-institutions/);
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await expect(page.getByText(/The import has ended/)).toBeVisible();

  await open(page, '/institutions');
  await page.getByRole('searchbox', { name: /^Search by name/ }).fill(`${run}-1`);
  await page.getByRole('link', { name: college }).click();
  await settle(page);
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Correct the record' }).click();
  await dialog.getByRole('textbox', { name: 'City' }).fill('Troy');
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Save');
  await expect(page.getByText('Troy, Ohio')).toBeVisible();

  await page.getByRole('button', { name: 'Edit identifiers' }).click();
  await dialog.getByRole('button', { name: 'Add an identifier' }).click();
  const added = dialog.getByRole('group', { name: 'Identifier 2' });
  await added.getByRole('combobox', { name: 'Given out as' }).selectOption({ label: 'ROR' });
  await added.getByRole('textbox', { name: 'Value' }).fill('03vek6s53');
  await page.keyboard.press('Enter');
  await expect(added.getByText(/A ROR id is 0/)).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await added.getByRole('button', { name: /^Remove/ }).click();
  await submit(dialog, 'Save');

  await page.getByRole('button', { name: 'Merge a duplicate into this one' }).click();
  await dialog.getByRole('combobox', { name: /^The duplicate/ }).fill(`${run}-2`);
  await expect(dialog.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(`Identifiers: EXTERNAL ${run}-2`)).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Merge the two');
  await expect(page.getByText(`${run}-2`)).toBeVisible();
  const merged = page.getByRole('row', { name: new RegExp(twin) });
  await expect(merged).toContainText('1 identifier');
  for (const theme of THEMES) {
    for (const width of [1280, 320]) {
      await dress(page, theme, width);
      expect(await inspect(page), `${theme} ${width}`).toEqual([]);
    }
  }
  await merged.getByRole('button', { name: /^Undo/ }).click();
  await submit(question(page), 'Undo');
  await expect(merged).toContainText('Undone on');
  await open(page, '/institution-duplicates');
  const alike = page.getByRole('region', { name: new RegExp(run) });
  await expect(alike).toBeVisible();
  expect(await inspect(page)).toEqual([]);

  await alike.getByRole('button', { name: /^These are two institutions/ }).click();
  await expect(alike).toBeHidden();
  const apart = page.getByRole('row', { name: new RegExp(run) });
  await expect(apart).toContainText('Ada Merriweather');
  for (const theme of THEMES) {
    for (const width of [1280, 390]) {
      await dress(page, theme, width);
      expect(await inspect(page), `${theme} ${width}`).toEqual([]);
    }
  }
  await apart.getByRole('button', { name: /^Take back/ }).click();
  await expect(alike).toBeVisible();
  await expect(apart).toHaveCount(2);
});
