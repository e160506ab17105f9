// Matching and mentorships as people use them: reading a round by keyboard, being asked on a phone, looking at a pairing.
import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { dress, inspect, listen, open, settle, THEMES } from './axe';
import { gather } from './crowd';
import { signInAs } from './people';
import { question } from './question';
import { pairsOf, solvedRound } from './round';

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

/** What is written there; a test that goes on with an empty name would prove nothing. */
async function wordsOf(place: Locator): Promise<string> {
  await expect(place).toHaveText(/\S/);
  return (await place.textContent()) ?? '';
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
  const first = await wordsOf(title);
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
  const name = await wordsOf(last.getByRole('gridcell').first().locator('span').first());
  await page.getByRole('searchbox', { name: 'Find a name' }).fill(name);
  await expect(page.getByRole('grid').getByRole('row').first()).toContainText(name);
});

const workbench = (page: Page) => {
  const grid = page.getByRole('grid');
  return {
    grid,
    here: grid.locator('[aria-selected="true"]'),
    dialog: page.getByRole('dialog'),
    effect: page.getByRole('region', { name: 'What the last step did' }),
  };
};

// Two runs may begin in the same millisecond.
const aRun = () => `w${randomUUID().slice(0, 13).replace('-', '')}`;

test('a round is worked on by keyboard alone: vetoed, locked, taken back, approved and published', async ({
  page,
  request,
}) => {
  const complaints = listen(page);
  const crowd = await gather(request, aRun());
  const round = await solvedRound(crowd, 4);
  await signInAs(page, 'taskforce');
  await open(page, `/rounds/${round.id}`);
  const { grid, here, dialog, effect } = workbench(page);
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  const before = await wordsOf(here);
  const mentee = await wordsOf(here.locator('span').first());

  // A veto wants a reason; what it does is said and marked at once, and the focus is where it was.
  await page.keyboard.press('v');
  await expect(dialog).toContainText(`Veto ${mentee} with`);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('This is needed.')).toBeVisible();
  await page.keyboard.type('They have worked together before.');
  await page.keyboard.press('Enter');
  await expect(effect).toContainText(`Vetoed ${mentee} with`);
  await expect(effect).toContainText(/\d+ mentees? moved\./);
  await expect(grid).toBeFocused();
  await expect(here).toContainText(mentee);
  await expect(here).toContainText('Before:');

  await page.keyboard.press('l');
  await expect(dialog).toContainText(`Lock ${mentee} with`);
  await page.keyboard.type('Both asked for it.');
  await page.keyboard.press('Enter');
  await expect(here).toContainText('Locked');
  expect([...(await inspectAll(page)), ...complaints]).toEqual([]);

  // Both steps are taken back, the later first, and the pair is as it was.
  await grid.focus();
  await page.keyboard.press('u');
  await expect(effect).toContainText(`Taken back: Locked ${mentee}`);
  await expect(here).not.toContainText('Locked');
  await page.keyboard.press('u');
  await expect(effect).toContainText(`Taken back: Vetoed ${mentee}`);
  expect(before).toContain(await wordsOf(here.locator('span').nth(1)));

  await page.keyboard.press('a');
  await expect(here).toContainText('Approved');
  await page.keyboard.press('?');
  await expect(dialog.getByRole('heading', { name: 'Keys of the list' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();

  // Who did what and why stays to be read.
  await page.getByRole('tab', { name: 'Edits' }).click();
  await expect(page.getByText('They have worked together before.')).toBeVisible();
  await expect(page.getByText('Taken back', { exact: true })).toHaveCount(2);

  await page.getByRole('button', { name: 'Publish this round' }).focus();
  await page.keyboard.press('Enter');
  const publishing = question(page);
  await expect(publishing.getByRole('radio', { name: /^Only the 1 approved pair/ })).toBeChecked();
  await expect(publishing).toContainText('3 pairs are held back');
  await expect(publishing).toContainText(`Hello ${mentee},`);
  expect(await inspectAll(page)).toEqual([]);
  await publishing.getByRole('button', { name: 'Send 2 mails' }).focus();
  await page.keyboard.press('Enter');
  await expect(publishing).toBeHidden();
  await page.getByRole('tab', { name: /^Pairs/ }).click();
  await expect(grid.getByRole('row', { name: mentee })).toContainText('Asked');
  expect(complaints).toEqual([]);
});

test('what somebody else did meanwhile is said in words, and reloading keeps the place', async ({
  page,
  request,
}) => {
  const crowd = await gather(request, aRun());
  const round = await solvedRound(crowd, 3);
  await signInAs(page, 'taskforce');
  await open(page, `/rounds/${round.id}`);
  const { grid, here, dialog } = workbench(page);
  await grid.focus();
  await page.keyboard.press('End');
  const mentee = await wordsOf(here.locator('span').first());
  const other = (await pairsOf(crowd, round.id)).find((pair) => pair.mentee_name !== mentee);
  if (!other) throw new Error('The round has no other pair.');
  const { mentor_enrolment_id, mentee_enrolment_id } = other;
  const pair = { mentor_enrolment_id, mentee_enrolment_id };
  await crowd.admin.post(`/rounds/${round.id}/edits`, {
    expected_seq: 0,
    edits: [{ kind: 'lock', ...pair, reason: 'They share a subject.' }],
  });
  await page.keyboard.press('v');
  await expect(dialog).toContainText(`Veto ${mentee} with`);
  await page.keyboard.type('Too far apart.');
  await page.keyboard.press('Enter');
  const alert = dialog.getByRole('alert');
  await expect(alert).toContainText('Somebody else changed this round meanwhile');
  await expect(alert).toContainText(other.mentee_name);
  expect(await inspect(page)).toEqual([]);
  await alert.getByRole('button', { name: 'Reload and keep my place' }).click();
  await expect(alert).toBeHidden();
  // What was typed is there still.
  await dialog.getByRole('button', { name: 'Veto this pair' }).click();
  await expect(dialog).toBeHidden();
  await expect(here).toContainText(mentee);
});

test('on a phone each key has a button beside the pair', async ({ page, request }) => {
  const crowd = await gather(request, aRun());
  const round = await solvedRound(crowd, 3);
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, 'taskforce');
  await open(page, `/rounds/${round.id}`);
  const { grid, dialog } = workbench(page);
  await grid.getByRole('row').first().click();
  const pair = page.getByRole('article');
  await pair.getByRole('button', { name: 'Lock' }).click();
  await dialog.getByRole('textbox', { name: 'Why' }).fill('Both asked for it.');
  await dialog.getByRole('button', { name: 'Lock this pair' }).click();
  await expect(pair.getByRole('button', { name: 'Unlock' })).toBeVisible();
  await pair.getByRole('button', { name: 'Take the last step back' }).click();
  await expect(pair.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();
  await pair.getByRole('button', { name: 'Approve' }).click();
  await expect(pair.getByText('Approved', { exact: true })).toBeVisible();
  await pair.getByRole('button', { name: 'Why not somebody else?' }).click();
  await dialog.getByRole('searchbox', { name: 'Find a mentor' }).fill('mentor 2');
  await dialog.getByRole('button', { name: /^mentor 2/ }).click();
  await expect(dialog.getByRole('heading', { name: /with mentor 2/ })).toBeFocused();
  await expect(dialog.getByText(/^(Costs|Brings) the round/)).toBeVisible();
  expect(await inspect(page)).toEqual([]);
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
  await expect(page.getByRole('heading', { level: 1, name: 'My proposals' })).toBeVisible();
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
