// 1: the libraries come from the Public Libraries Survey, and come only once.
import { expect } from '@playwright/test';
import { open, settle } from '../axe';
import { figure, type Story } from './cast';

const HEADER = '\ufeffSTABR,FSCSKEY,LIBNAME,CITY,TOTSTAFF,POPU_LSA,VISITS,LONGITUD,LATITUDE';

/** A file as it is published, with a row that nobody can use. */
function survey(library: string, branch: string) {
  const number = 5000 + (Math.floor(Date.now() / 100) % 2000) * 2;
  const rows = [
    HEADER,
    `OH,OH${number},${library},ADA,4.5,5000,-1,-83.8,40.7`,
    `OH,OH${number + 1},${branch},LIMA,-9,9000,70000,-84.1,40.7`,
    'OH,bad key,NOT A LIBRARY,NOWHERE,1,1,1,,',
  ];
  return { name: 'libraries.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
}

export async function importTwice({ page, run }: Story): Promise<void> {
  const library = `WALKING PUBLIC LIBRARY ${run.toUpperCase()}`;
  const file = survey(library, `LOOPING PUBLIC LIBRARY ${run.toUpperCase()}`);
  await open(page, '/imports');
  const check = async () => {
    await page.getByLabel('Choose the file, or drop it here').setInputFiles(file);
    await page.getByRole('button', { name: 'Check the file' }).click();
    await expect(page.getByText(/^Nothing has been changed yet/)).toBeVisible();
  };
  await check();
  const problems = page.getByRole('table', { name: /What is wrong/ });
  await expect(problems.getByRole('row')).toHaveCount(2);
  await expect(problems.getByRole('row', { name: /Line 4 FSCSKEY/ })).toBeVisible();
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await expect(page.getByText(/^The import has ended/)).toBeVisible();

  await page.getByRole('button', { name: 'Take another file' }).click();
  await check();
  await expect(figure(page, 'Unchanged')).toHaveText('2');
  await expect(figure(page, 'Would be new')).toHaveText('0');
  await expect(figure(page, 'Would change')).toHaveText('0');
  await expect(page.getByText('Every sound row is known already.')).toBeVisible();

  await open(page, '/institutions');
  await page.getByRole('searchbox', { name: 'Search by name' }).fill(library);
  await page.getByRole('link', { name: library }).click();
  await settle(page);
  await expect(page.getByRole('heading', { level: 1, name: library })).toBeVisible();
  await expect(page.getByText('not reported').first()).toBeVisible();
}
