// From an empty cycle to a pairing that met: planned, enrolled on two phones, matched, published, accepted, agreed, ended.
import { type Browser, expect, type Page, test } from '@playwright/test';
import { inspect, listen, settle } from './axe';
import { signInAs } from './people';
import { question, submit } from './question';

async function phone(browser: Browser, role: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await signInAs(page, role);
  return page;
}

async function moveOn(page: Page, state: string): Promise<void> {
  await page.getByRole('button', { name: `Move on to: ${state}` }).click();
  await submit(question(page), 'Move on');
  await expect(question(page)).toBeHidden();
}

async function enrol(page: Page, cycle: string, role: 'Mentor' | 'Mentee'): Promise<void> {
  await page.goto(`${cycle}/enrol`);
  await page.getByRole('radio', { name: new RegExp(`^${role}`) }).check({ force: true });
  await page.getByRole('combobox', { name: 'Setting' }).selectOption('public');
  await page
    .getByRole('combobox', { name: 'Career stage' })
    .selectOption(role === 'Mentor' ? 'late' : 'early');
  await page.getByRole('textbox', { name: /^Years/ }).fill(role === 'Mentor' ? '20' : '2');
  const topics = page.getByRole('textbox', {
    name: role === 'Mentor' ? /^Fields of expertise/ : /^Goals/,
  });
  await topics.fill('grant writing');
  await topics.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove grant writing' })).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('button', { name: 'Enrol', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Your place in this cycle' })).toBeVisible();
}

test('a cycle goes from its plan to a pairing that met and ended', async ({ page, browser }) => {
  test.setTimeout(180_000);
  page.setDefaultTimeout(15_000);
  const complaints = listen(page);
  await signInAs(page, 'taskforce');
  await page.goto('/cycles');
  await page.getByRole('button', { name: 'Plan a cycle' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Summer cycle');
  await page.getByLabel('First day').fill('2027-06-01');
  await page.getByLabel('Day after its last').fill('2027-12-01');
  await page.getByRole('button', { name: 'Plan it as a draft' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Summer cycle' })).toBeVisible();
  const cycle = new URL(page.url()).pathname;
  await moveOn(page, 'Enrolling');

  const mentor = await phone(browser, 'mentor');
  await enrol(mentor, cycle, 'Mentor');
  const mentee = await phone(browser, 'mentee');
  await enrol(mentee, cycle, 'Mentee');

  await page.goto(cycle);
  await moveOn(page, 'Matching');
  await page.getByRole('button', { name: 'Start a round' }).click();
  await submit(page.getByRole('dialog'), 'Start a round');
  await page.getByRole('button', { name: 'Publish this round' }).click({ timeout: 30_000 });
  await expect(question(page)).toContainText('2 mails');
  await page.getByRole('button', { name: 'Send 2 mails' }).click();
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText('Published');

  for (const side of [mentor, mentee]) {
    await side.goto('/my-proposals');
    const proposal = side.getByRole('region').filter({ hasText: 'grant writing' });
    await proposal.getByRole('button', { name: 'Accept' }).click();
    await expect(side.getByText(/^Accepted\.|are a pairing now/).first()).toBeVisible();
  }
  await expect(mentee).toHaveURL(/\/pairings\//);
  await mentee.getByRole('button', { name: 'Write the agreement' }).click();
  await mentee.getByRole('textbox', { name: 'Goals' }).fill('Write a grant for a makerspace');
  await mentee.getByRole('button', { name: 'Save' }).click();
  for (const side of [mentee, mentor]) {
    await side.goto(new URL(mentee.url()).pathname);
    await side.getByRole('button', { name: 'Sign these words' }).click();
    await expect(side.getByRole('button', { name: 'Sign these words' })).toBeHidden();
  }
  await expect(mentor.getByText('Signed by both')).toBeVisible();

  await mentor.getByRole('button', { name: 'Log a meeting' }).click();
  await mentor.getByRole('textbox', { name: /^Shared note/ }).fill('Next: the budget.');
  expect(await inspect(mentor)).toEqual([]);
  await mentor.getByRole('button', { name: 'Log it' }).click();
  await expect(mentor.getByText('Video, 30 minutes')).toBeVisible();
  await page.goto(new URL(mentor.url()).pathname);
  await settle(page);
  await expect(page.getByText('Video, 30 minutes')).toBeVisible();
  // Who oversees the pairing sees that they met, and not what they noted.
  await expect(page.getByText('Next: the budget.')).toBeHidden();

  await mentor.getByRole('button', { name: 'End the pairing' }).click();
  await mentor.getByRole('radio', { name: 'They did what they set out to do' }).check({
    force: true,
  });
  await submit(question(mentor), 'End the pairing');
  await expect(mentor.getByText('Ended').first()).toBeVisible();
  expect(complaints).toEqual([]);
});
