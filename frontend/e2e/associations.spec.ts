// An association writes down a member, who is asked by mail, confirms, and is counted once.
import { expect, test } from '@playwright/test';
import { dress, inspect, open, settle, THEMES } from './axe';
import { addressOf, DEMO_PASSWORD, gather, linkMailedTo } from './crowd';
import { signIn } from './people';
import { question, submit } from './question';

test('a member is added, confirms by mail and is counted', async ({ page, browser, request }) => {
  const run = Date.now().toString(36);
  const association = `Consortium of Branches ${run}`;
  const member = `Mira Member ${run}`;
  await signIn(page, 'taskforce@demo.perennial.example', DEMO_PASSWORD);
  await open(page, '/associations');
  await page.getByRole('button', { name: 'Add an association' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(association);
  await dialog.getByLabel('Kind').selectOption({ label: 'Consortium' });
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Add an association');
  await page.getByRole('link', { name: association }).click();
  await settle(page);
  await expect(page.getByText('No members here')).toBeVisible();

  await page.getByRole('button', { name: 'Add a member' }).click();
  await dialog.getByLabel('Name').fill(member);
  await dialog.getByLabel('Email').fill('no address');
  await dialog.getByRole('button', { name: 'Add a member' }).click();
  await expect(dialog.getByText(/email address/)).toBeVisible();
  await dialog.getByLabel('Email').fill(addressOf(member));
  await submit(dialog, 'Add a member');
  const row = page.getByRole('row', { name: new RegExp(member) });
  await expect(row).toContainText('Not confirmed');

  const elsewhere = await browser.newContext();
  const phone = await elsewhere.newPage();
  await open(phone, await linkMailedTo(await gather(request, run), addressOf(member)));
  await expect(phone.getByRole('heading', { level: 1 })).toContainText(association);
  for (const theme of THEMES) {
    await dress(phone, theme, 390);
    expect(await inspect(phone), theme).toEqual([]);
  }
  await phone.getByRole('button', { name: 'Confirm' }).click();
  await expect(phone.getByText(`You belong to ${association}.`)).toBeVisible();
  await elsewhere.close();

  await page.reload();
  await settle(page);
  await expect(row).toContainText('Confirmed');
  await expect(page.getByText('1 member')).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await row.getByRole('button', { name: /^End membership/ }).click();
  await submit(question(page), 'End membership');
  await expect(row).toContainText('Ended');

  await page.getByRole('button', { name: 'Change what is known' }).click();
  await dialog.getByLabel('Short name').fill('CB');
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Save');
  await expect(page.getByText('CB · Consortium')).toBeVisible();
  await page.getByRole('button', { name: 'Close the association' }).click();
  await expect(question(page)).toContainText('Nobody joins any more');
  await expect(question(page)).toContainText('Nobody waits to confirm');
  expect(await inspect(page)).toEqual([]);
  await submit(question(page), 'Close the association');
  await expect(page.getByText('Closed: nobody joins any more').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a member' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  for (const theme of THEMES) {
    for (const width of [1280, 390]) {
      await dress(page, theme, width);
      expect(await inspect(page), `${theme} ${width}`).toEqual([]);
    }
  }
  await page.getByRole('button', { name: 'Open it again' }).click();
  await submit(question(page), 'Open it again');
  await expect(page.getByRole('button', { name: 'Close the association' })).toBeVisible();
});
