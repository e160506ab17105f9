// Matching and mentorships as people use them: reading a round by keyboard, being asked on a phone, looking at a pairing.
import { expect, type Page, test } from '@playwright/test';
import { dress, inspect, listen, settle, THEMES } from './axe';
import { signInAs } from './people';
import { question } from './question';

// Several looks at a full screen take their time on a busy machine.
test.setTimeout(150_000);

/** Looks at the page as it stands in both themes, on a laptop and on a small phone. */
async function inspectAll(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of THEMES) {
    for (const width of [1280, 320]) {
      await dress(page, theme, width);
      found.push(...(await inspect(page)).map((each) => `${theme} ${width}: ${each}`));
    }
  }
  await dress(page, 'light', 1280);
  return found;
}

async function openPublishedRound(page: Page): Promise<void> {
  await page.goto('/cycles');
  await page
    .getByRole('row', { name: /^Spring cycle/ })
    .getByRole('link')
    .first()
    .click();
  await page
    .getByRole('row', { name: /Published/ })
    .getByRole('link')
    .first()
    .click();
  await expect(page.getByRole('grid')).toBeVisible();
}

test('a round is read by keyboard: the arrow keys walk the pairs, the panel says why', async ({
  page,
}) => {
  const complaints = listen(page);
  await signInAs(page, 'taskforce');
  await openPublishedRound(page);
  await expect(page.getByText(/^Proved best possible/)).toBeVisible();
  const grid = page.getByRole('grid');
  const title = page.getByRole('article').getByRole('heading', { level: 2 });
  const first = (await title.textContent()) ?? '';
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await expect(title).not.toHaveText(first);
  await expect(grid).toBeFocused();
  const active = await grid.getAttribute('aria-activedescendant');
  await expect(page.locator(`[id="${active}"]`)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(title).toBeFocused();
  await expect(page.getByRole('article').getByText(/\d+ of \d+ points\./)).toBeVisible();
  expect([...(await inspectAll(page)), ...complaints]).toEqual([]);
});

test('on a phone the pair takes the place of the list, and gives it back', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, 'taskforce');
  await openPublishedRound(page);
  await page.getByRole('grid').getByRole('row').nth(2).click();
  await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toBeFocused();
  await expect(page.getByRole('grid')).toBeHidden();
  await page.getByRole('button', { name: 'Back to the pairs' }).click();
  await expect(page.getByRole('grid')).toBeFocused();
});

test('names are found among all pairs, not only those already here', async ({ page }) => {
  await signInAs(page, 'taskforce');
  await openPublishedRound(page);
  await page.keyboard.press('Tab');
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  const last = page.getByRole('grid').locator('[aria-selected="true"]');
  const name =
    (await last.getByRole('gridcell').first().locator('span').first().textContent()) ?? '';
  await page.getByRole('searchbox', { name: 'Find a name' }).fill(name);
  await expect(page.getByRole('grid').getByRole('row').first()).toContainText(name);
});

test('the rules refuse what the server would refuse, beside the field', async ({ page }) => {
  const complaints = listen(page);
  await signInAs(page, 'taskforce');
  await page.goto('/cycles');
  await page
    .getByRole('row', { name: /^Spring cycle/ })
    .getByRole('link')
    .first()
    .click();
  await page.getByRole('button', { name: 'Change rules and weights' }).click();
  await page.getByRole('textbox', { name: 'Same region' }).fill('900');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Write a number from 0 to 100; 0 switches it off.')).toBeVisible();
  expect([...(await inspectAll(page)), ...complaints]).toEqual([]);
});

test('a mentee reads why, and saying no asks for a reason first', async ({ page }) => {
  const complaints = listen(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, 'mentee');
  await page.goto('/my-proposals');
  await settle(page);
  const decline = page.getByRole('button', { name: 'Decline', exact: true });
  test.skip((await decline.count()) === 0, 'the demo mentee has answered already');
  await expect(page.getByRole('heading', { name: 'Why we think that you fit' })).toBeVisible();
  await decline.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('The pair with');
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await expect(dialog.getByText('This is needed.')).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(decline).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a pairing shows its agreement and meetings, and ending it names what is lost', async ({
  page,
}) => {
  const complaints = listen(page);
  await signInAs(page, 'coordinator');
  await page.goto('/pairings?state=active');
  await settle(page);
  await page.getByRole('rowheader').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 2, name: 'Agreement' })).toBeVisible();
  expect(await inspectAll(page)).toEqual([]);
  await page.getByRole('button', { name: 'End the pairing' }).click();
  const dialog = question(page);
  await expect(dialog).toContainText('no longer work together');
  expect(await inspect(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'No, keep it' }).click();
  await expect(dialog).toBeHidden();
  expect(complaints).toEqual([]);
});
