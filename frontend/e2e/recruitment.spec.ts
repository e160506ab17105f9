// From a draft to a decided application: the task force publishes, somebody applies without an account, reviewers are
// shared out, and the decision is made.
import { expect, type Page, test } from '@playwright/test';
import { inspect, open, settle } from './axe';
import { signInAs } from './people';
import { submit } from './question';

async function publishOpening(page: Page, title: string): Promise<void> {
  await open(page, '/recruitment/new');
  await page.getByLabel('Region').selectOption({ label: 'Great Lakes' });
  await page.getByRole('group', { name: 'Seats to fill' }).getByRole('checkbox').first().check();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Description').fill('You bring people together.\n\nTwo years.');
  await page.getByLabel('Last day to apply').fill('2199-05-01');
  await page.getByLabel('Term starts').fill('2199-07-01');
  await page.getByLabel('Term ends').fill('2199-09-01');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByRole('button', { name: 'Add a criterion' }).click();
  expect(await inspect(page)).toEqual([]);
  await page.getByLabel('Criterion', { exact: true }).last().fill('Speaks Spanish');
  for (const score of [1, 2, 3, 4, 5]) {
    await page.getByLabel(`Score ${score} means`).last().fill(`Level ${score}`);
  }
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('alertdialog', { name: /^Publish/ });
  await expect(dialog).toContainText('cannot be changed any more');
  await submit(dialog, 'Publish');
  await expect(page.getByText('is public.')).toBeVisible();
}

test('an opening is published, applied for and decided', async ({ page, browser }) => {
  // Four people's work in one.
  test.slow();
  const title = `Coordinator ${Date.now()}`;
  await signInAs(page, 'taskforce');
  await publishOpening(page, title);
  const id = new URL(page.url()).pathname.split('/').at(-1);

  const elsewhere = await browser.newContext();
  const outside = await elsewhere.newPage();
  await open(outside, `/openings/${id}`);
  await outside.getByRole('button', { name: 'Send my application' }).click();
  await expect(outside.getByLabel('Your name')).toBeFocused();
  expect(await inspect(outside)).toEqual([]);
  await outside.getByLabel('Your name').fill('Ines Prado');
  await outside.getByLabel('Email').fill('ines@prado.example');
  await outside.getByLabel('Institution').fill('Mesa Library');
  for (const name of ['Experience', 'Leadership', 'Commitment']) {
    await outside.getByRole('textbox', { name }).fill(`About my ${name.toLowerCase()}.`);
  }
  await expect(
    outside.getByText('In libraries and in mentoring. 20 of 10,000 characters.'),
  ).toBeVisible();
  await outside.getByLabel('Conflict of interest').fill('I know a reviewer.');
  await outside.getByRole('button', { name: 'Send my application' }).click();
  await expect(outside.getByRole('heading', { name: 'Thank you, Ines Prado' })).toBeFocused();
  expect(await inspect(outside)).toEqual([]);
  await elsewhere.close();

  await open(page, `/recruitment/${id}`);
  const submitted = page.getByRole('region', { name: /^Submitted/ });
  await expect(submitted.getByText('Names a conflict')).toBeVisible();
  await page.getByRole('button', { name: 'As a table' }).click();
  await expect(page.getByRole('rowheader', { name: /Ines Prado/ })).toBeVisible();
  await page.getByRole('button', { name: 'Assign reviewers' }).click();
  await page.getByText('(reviewer@demo').click();
  await page.getByText('(reviewer2@demo').click();
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('button', { name: 'Share out' }).click();
  await expect(page.getByText('Shared out.')).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  await page.getByRole('link', { name: 'Ines Prado' }).click();
  await settle(page);
  await page.getByRole('button', { name: 'Offer the seat' }).click();
  await page.getByLabel('Last day to answer').fill('2199-01-01');
  await page.getByLabel('Reason').fill('Nobody else applied.');
  const offer = page.getByRole('dialog', { name: /^Offer the seat/ });
  await offer.getByRole('button', { name: 'Offer the seat' }).click();
  await expect(offer.getByText(/An offer expires between/)).toBeVisible();
  await offer.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Decline' }).click();
  const decline = page.getByRole('alertdialog', { name: /^Decline/ });
  await expect(decline).toContainText('cannot be taken up again');
  await decline.getByLabel('Reason').fill('This was a test.');
  await decline.getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByText('Declined', { exact: true })).toBeVisible();
  await expect(page.getByText('This was a test.')).toBeVisible();
});

test('a reviewer sees what waits, and the criteria with their words', async ({ page }) => {
  await signInAs(page, 'reviewer');
  await open(page, '/reviews');
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('row').filter({ hasText: 'Desmond Achebe' }).getByRole('link').click();
  await page.getByRole('radiogroup').first().waitFor();
  await page.getByRole('button', { name: 'Save my review' }).click();
  await expect(page.getByText('This is needed.').first()).toBeVisible();
  // The head of the page, which stays, may cover half of a link; axe takes the rest for a small target.
  await page.evaluate(() => window.scrollTo(0, 0));
  expect(await inspect(page)).toEqual([]);
});
