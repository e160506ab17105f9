// A person is invited, follows the mailed link, gets a role taken back and the account closed; all of it is in the audit log.
import { expect, test } from '@playwright/test';
import { inspect, open, settle } from './axe';
import { signInAs } from './people';
import { question, submit } from './question';

test('from the invitation to the closed account', async ({ page, browser }) => {
  const name = `Ivy Invited ${Date.now()}`;
  const email = `ivy.${Date.now()}@library.example`;
  await signInAs(page, 'admin');
  await open(page, '/people');
  await page.getByRole('button', { name: 'Invite a person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Email' }).fill(email);
  await dialog.getByLabel('Where').selectOption({ label: 'Plains' });
  expect(await inspect(page)).toEqual([]);
  // A role of the whole network is granted nowhere else.
  await dialog.getByLabel('Role').selectOption({ label: 'Task force' });
  await expect(dialog.getByLabel('Where')).toHaveValue('network');
  await dialog.getByLabel('Role').selectOption({ label: 'Coordinator' });
  await dialog.getByLabel('Where').selectOption({ label: 'Plains' });
  await submit(dialog, 'Send the invitation');
  await expect(page.getByText(`${name} is invited.`)).toBeVisible();

  await open(page, '/mails');
  await page
    .getByRole('row', { name: new RegExp(email) })
    .getByRole('button', { name: /^Read/ })
    .click();
  const letter = page.getByRole('dialog');
  expect(await inspect(page)).toEqual([]);
  const address = new URL((await letter.getByRole('link').getAttribute('href')) ?? '');
  await letter.getByRole('button', { name: 'Close' }).click();

  const elsewhere = await browser.newContext();
  const invited = await elsewhere.newPage();
  await open(invited, `${address.pathname}${address.hash}`);
  for (const field of await invited.locator('input[type=password]').all()) {
    await field.fill('a-long-pass-phrase-1');
  }
  await invited.getByRole('button').filter({ hasText: /./ }).last().click();
  await expect(invited.getByRole('heading', { name: /^Good day, Ivy/ })).toBeVisible();
  await elsewhere.close();

  await open(page, '/people');
  await page.getByRole('searchbox').fill(email);
  await page.getByRole('link', { name }).click();
  await settle(page);
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('button', { name: /^Take back/ }).click();
  const revoking = question(page);
  await expect(revoking).toContainText(/loses what the role/);
  await revoking.getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText('No roles yet')).toBeVisible();
  await page.getByRole('button', { name: 'Disable the account' }).click();
  const disabling = question(page);
  await expect(disabling).toContainText('Nothing is deleted');
  await disabling.getByRole('button', { name: 'Disable the account' }).click();
  await expect(page.getByRole('button', { name: 'Enable the account' })).toBeVisible();
  await page.reload();
  await settle(page);
  await expect(page.getByRole('cell', { name: 'person.invited' })).toBeVisible();
});

test('a mentor is not led to administration, nor let in', async ({ page }) => {
  await signInAs(page, 'mentor');
  await expect(page.getByRole('link', { name: 'Administration' })).toHaveCount(0);
  await open(page, '/audit-log');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not for your roles');
});

test('a mail template is reworded, looked at first, and brought back', async ({ page }) => {
  await signInAs(page, 'admin');
  await open(page, '/mail-templates');
  await page.getByRole('link', { name: 'A jurisdiction moves' }).click();
  const text = page.getByRole('textbox', { name: 'Text' });
  await text.fill('Hello {{ nmae }}');
  await page.getByRole('button', { name: 'See how it reads' }).click();
  await expect(page.getByText('{{ nmae }} is not known here.')).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await text.fill('Dear {{ name }}, {{ jurisdiction }} moves. {{ link }}');
  await page.getByRole('textbox', { name: /^Why it changes/ }).fill('Shorter.');
  await page.getByRole('button', { name: 'See how it reads' }).click();
  await expect(question(page)).toContainText('Dear Ana Pérez, OH moves.');
  expect(await inspect(page)).toEqual([]);
  await submit(question(page), 'Put it in force');
  await expect(page.getByText('Your own, version 1')).toBeVisible();
  await expect(page.getByRole('row', { name: /Shorter\./ })).toContainText('In force');
  await page.getByRole('button', { name: 'Bring back the original' }).click();
  await submit(question(page), 'Put it in force');
  await expect(page.getByText('Your own, version 2')).toBeVisible();
  expect(await inspect(page)).toEqual([]);
});
