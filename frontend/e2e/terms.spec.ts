// Regions, seats and terms: appointed, renewed, handed over, resigned; coverage follows. A jurisdiction moves and comes back.
import { expect, type Page, test } from '@playwright/test';
import { dress, inspect, open, settle, THEMES } from './axe';
import { DEMO_PASSWORD, gather, inviteByLink, regionOf } from './crowd';
import { signIn, signInAs } from './people';
import { question, submit } from './question';
import { welcome } from './story/cast';

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: /^Coordinator/ }).fill(name);
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
}

test('a seat is served, renewed, handed over and given up, and coverage follows', async ({
  page,
  request,
  browser,
}) => {
  test.slow();
  const run = Date.now().toString(36);
  const crowd = await gather(request, run);
  const [first, second] = [`Fern First ${run}`, `Sol Second ${run}`];
  const region = await regionOf(crowd, 'OH');
  const elsewhere = await browser.newContext();
  const ferns = await elsewhere.newPage();
  await welcome(
    { page: ferns, name: first },
    await inviteByLink(crowd, first, 'mentor', region.id),
  );
  await inviteByLink(crowd, second, 'mentor', region.id);

  await signInAs(page, 'taskforce');
  await open(page, '/seats');
  await page.getByRole('button', { name: 'Open a seat' }).click();
  const opening = page.getByRole('dialog');
  await opening.getByRole('combobox', { name: 'Region' }).selectOption({ label: '03 Great Lakes' });
  await opening.getByRole('textbox', { name: 'Name of the seat' }).fill(`Seat ${run}`);
  await submit(opening, 'Open a seat');
  await page.getByRole('link', { name: `Seat ${run}` }).click();
  await settle(page);

  await page.getByRole('button', { name: 'Appoint somebody' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, first);
  await dialog.getByLabel('Until').fill(inDays(100));
  await dialog.getByText('Serves without training').click();
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Appoint somebody');
  await expect(
    page.getByRole('main').getByRole('listitem').filter({ hasText: first }),
  ).toContainText('Active');

  await page.getByRole('button', { name: 'Appoint somebody' }).click();
  await choose(page, second);
  await dialog.getByLabel('From').fill(inDays(10));
  await dialog.getByLabel('Until').fill(inDays(500));
  await dialog.getByRole('button', { name: 'Appoint somebody' }).click();
  await expect(dialog.getByText(/no handover is declared/)).toBeVisible();
  await dialog.getByRole('checkbox', { name: /^Handover/ }).check();
  await dialog.getByRole('button', { name: 'Appoint somebody' }).click();
  await expect(dialog.getByText(/90 days: at most 60 are allowed/)).toBeVisible();
  await dialog.getByLabel('From').fill(inDays(60));
  await submit(dialog, 'Appoint somebody');
  await expect(page.getByText(/^Handover: both serve from/)).toBeVisible();

  await page.getByRole('button', { name: `Renew, ${first}` }).click();
  await dialog.getByLabel('Until').fill(inDays(300));
  await dialog.getByRole('button', { name: 'Renew' }).click();
  await expect(dialog.getByText(/The seat has another term in those days/)).toBeVisible();
  await submit(dialog, 'Cancel');
  await expect(page.getByText(/serves? on|is appointed to it/).first()).toBeVisible();
  for (const theme of THEMES) {
    for (const width of [1280, 320]) {
      await dress(page, theme, width);
      expect(await inspect(page)).toEqual([]);
    }
  }

  await open(ferns, '/my-terms');
  await ferns.getByRole('button', { name: /^Resign/ }).click();
  const resigning = ferns.getByRole('alertdialog', { name: 'Resign' });
  await expect(resigning).toContainText('the seat is free for somebody else');
  await resigning.getByLabel('Reason').selectOption('workload');
  await resigning.getByLabel(/^Note/).fill('Between us.');
  expect(await inspect(ferns)).toEqual([]);
  await resigning.getByRole('button', { name: 'Resign' }).click();
  await expect(ferns.getByText('Ended', { exact: true })).toBeVisible();
  await elsewhere.close();

  // Why it ended is read on demand, by those who manage terms.
  await page.reload();
  await settle(page);
  await page.getByRole('button', { name: `Why it ended, ${first}` }).click();
  await expect(dialog.getByText('Between us.')).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Close');
  await page.getByRole('button', { name: 'Change the rules of terms' }).click();
  await dialog.getByLabel('Days of handover at most').fill('0');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('A whole number from 1 to 366.')).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  // Other tests hand seats over at this very moment: the rules stay.
  await submit(dialog, 'Cancel');

  await open(page, '/coverage');
  const row = page.getByRole('row', { name: new RegExp(`Seat ${run}`) }).last();
  await expect(row).toContainText(/In training|Uncovered/);
});

test('a jurisdiction moves after a look at what moves, and comes back', async ({ page }) => {
  await signInAs(page, 'admin');
  await open(page, '/region-changes');
  await expect(page.getByText('The regions are in use')).toBeVisible();
  const move = async (to: string) => {
    await page.getByRole('button', { name: 'Move a jurisdiction' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Jurisdiction').selectOption({ label: 'Guam' });
    await dialog.getByLabel('To region').selectOption({ label: to });
    await expect(dialog.getByRole('heading', { name: /^What moves with Guam/ })).toBeVisible();
    await expect(dialog.getByRole('heading', { name: 'What stays' })).toBeVisible();
    await dialog.getByLabel('Reason').fill('Nearer to its neighbours.');
    expect(await inspect(page)).toEqual([]);
    await submit(dialog, 'Move it');
    await expect(page.getByText('The jurisdiction has moved.').first()).toBeVisible();
  };
  await move('08 Far West');
  await expect(page.getByRole('row', { name: /Guam/ }).first()).toContainText('Far West');
  await move('09 Outlying Areas');
  for (const theme of THEMES) {
    for (const width of [1280, 320]) {
      await dress(page, theme, width);
      expect(await inspect(page)).toEqual([]);
    }
  }
});

test('a region is made, renamed and removed', async ({ page }) => {
  const run = Date.now().toString(36).slice(-6);
  await signInAs(page, 'admin');
  await open(page, '/regions');
  await page.getByRole('button', { name: 'Make a region' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Code').fill(`Z${run}`);
  await dialog.getByLabel('Name').fill(`Islands ${run}`);
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Make a region');
  await page.getByRole('link', { name: `Z${run} Islands ${run}` }).click();
  await settle(page);
  await page.getByRole('button', { name: 'Rename the region' }).click();
  await dialog.getByLabel('Name').fill(`Pacific ${run}`);
  await submit(dialog, 'Save');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Pacific ${run}`);
  await page.getByRole('button', { name: 'Remove the region' }).click();
  await expect(question(page)).toContainText('gone for good');
  expect(await inspect(page)).toEqual([]);
  await submit(question(page), 'Remove the region');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Regions');
  await expect(page.getByRole('link', { name: `Z${run} Pacific ${run}` })).toHaveCount(0);
});

test('where the next seat belongs is said with its rule', async ({ page }) => {
  await signIn(page, 'taskforce@demo.perennial.example', DEMO_PASSWORD);
  await open(page, '/regions');
  const card = page.getByRole('region', { name: 'Where the next seat belongs' });
  await expect(card.getByText(/^The rule:/)).toBeVisible();
  await card.getByLabel('Measured by').selectOption('people');
  await expect(card.getByRole('columnheader', { name: 'People per seat' })).toBeVisible();
  expect(await inspect(page)).toEqual([]);
});
