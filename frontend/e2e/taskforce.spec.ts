// The task force at work: a member is seated, a meeting is planned, a motion is voted on and carried, a stakeholder is won over.
import { expect, type Page, test } from '@playwright/test';
import type { TaskForceSeatView } from '../src/gen';
import { dress, inspect, open, settle, THEMES } from './axe';
import { addressOf, type Crowd, day, gather, inviteByLink, linkMailedTo, regionOf } from './crowd';
import { signInAs } from './people';
import { submit } from './question';
import { choosePerson, welcome } from './story/cast';

// Both tests count who sits in the task force.
test.describe.configure({ mode: 'serial' });

/** Ends what an earlier run has left: each member more would have to vote. */
async function vacate({ admin }: Crowd): Promise<void> {
  const seats = await admin.get<{ items: TaskForceSeatView[] }>('/task-force-seats?limit=200');
  for (const { id } of seats.items.filter(({ current, title }) => current && title !== 'Chair')) {
    await admin.patch(`/task-force-seats/${id}`, { ends_on: day(0) });
  }
}

async function vote(page: Page, choice: string): Promise<void> {
  await page.getByRole('radio', { name: choice, exact: true }).check();
  await page.getByRole('button', { name: 'Cast my vote' }).click();
  await expect(page.getByText(`You have voted: ${choice}.`)).toBeVisible();
}

/** What is wrong with the page in both themes, on a phone. */
async function inspectOnPhone(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of THEMES) {
    await dress(page, theme, 390);
    found.push(...(await inspect(page)).map((each) => `${theme}: ${each}`));
  }
  await dress(page, 'light', 1280);
  return found;
}

test('a member is seated, meets and decides', async ({ page, browser, request }) => {
  test.slow();
  const run = Date.now().toString(36);
  const crowd = await gather(request, run);
  await vacate(crowd);
  const member = `Max Member ${run}`;
  const region = await regionOf(crowd, 'OH');
  const elsewhere = await browser.newContext();
  const members = await elsewhere.newPage();
  const link = await inviteByLink(crowd, member, 'mentor', region.id);
  await welcome({ page: members, name: member }, link);

  await signInAs(page, 'taskforce');
  await open(page, '/task-force');
  await page.getByRole('button', { name: 'Give a seat' }).click();
  const dialog = page.getByRole('dialog');
  await choosePerson(dialog, /^Member/, member);
  await dialog.getByRole('textbox', { name: 'Seat' }).fill(`Member ${run}`);
  await dialog.getByLabel('Until').fill(day(400));
  await expect(dialog.getByRole('checkbox', { name: /^Votes in decisions/ })).toBeChecked();
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Give a seat');
  const seat = page.getByRole('row', { name: new RegExp(member) });
  await expect(seat).toContainText('Serving');
  await expect(page.getByText('2 of 2 voting members have to take part.')).toBeVisible();

  await page.getByRole('button', { name: 'Change the rules' }).click();
  await dialog.getByRole('textbox', { name: /^Places/ }).fill('1');
  await submitRefused(page, 'Save', /end some of them/);
  await dialog.getByRole('textbox', { name: /^Places/ }).fill('many');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/whole number from 1 to 200/)).toBeVisible();
  await dialog.getByRole('textbox', { name: /^Places/ }).fill('9');
  await submit(dialog, 'Save');
  await expect(page.getByText('9 places, 7 of them vacant')).toBeVisible();
  expect(await inspectOnPhone(page)).toEqual([]);

  const meeting = `Spring meeting ${run}`;
  await planMeeting(page, meeting, `${day(3)}T14:00`);
  await page.getByRole('link', { name: meeting }).click();
  await settle(page);
  await expect(
    page.getByRole('listitem').filter({ hasText: 'The plan of this year' }),
  ).toBeVisible();
  await expect(page.getByText('2 of 2 voting members have to be there to decide.')).toBeVisible();
  expect(await inspectOnPhone(page)).toEqual([]);
  await invitedByMail(await browser.newPage(), addressOf(member), meeting);

  await open(page, '/decisions');
  await page.getByRole('button', { name: 'Put a motion' }).click();
  await dialog.getByRole('textbox', { name: 'Title' }).fill(`A second seat ${run}`);
  await dialog.getByRole('textbox', { name: 'Motion' }).fill('A **second** seat is opened.');
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Put a motion');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`A second seat ${run}`);
  await expect(page.getByText('2 of 2 voting members have not voted')).toBeVisible();
  const address = new URL(page.url()).pathname;
  await vote(page, 'No');
  await page.getByRole('radio', { name: 'Yes', exact: true }).check();
  await page.getByRole('button', { name: 'Change my vote' }).click();
  await expect(page.getByText('You have voted: Yes.')).toBeVisible();

  await open(members, address);
  expect(await inspectOnPhone(members)).toEqual([]);
  await vote(members, 'Yes');
  await elsewhere.close();

  await page.reload();
  await settle(page);
  await expect(page.getByRole('row', { name: new RegExp(member) })).toContainText('Yes');
  await page.getByRole('button', { name: 'Close the vote' }).click();
  await submit(page.locator('dialog[open]'), 'Close the vote');
  await expect(page.getByText('Carried', { exact: true })).toBeVisible();
  await expect(page.getByText('2 of 2 voting members took part; 2 had to.')).toBeVisible();
  expect(await inspectOnPhone(page)).toEqual([]);
  await open(page, '/decisions');
  await expect(page.getByRole('row', { name: new RegExp(`second seat ${run}`) })).toContainText(
    'Yes 2, no 0, abstained 0',
  );

  // What was decided is the coordinators' too, who have nothing to press there.
  const others = await browser.newContext();
  const reader = await others.newPage();
  await signInAs(reader, 'coordinator');
  await open(reader, address);
  await expect(reader.getByText('Carried', { exact: true })).toBeVisible();
  await expect(reader.getByRole('main').getByRole('button')).toHaveCount(0);
  await expect(reader.getByText(member)).toHaveCount(0);
  await others.close();

  await open(page, '/task-force');
  await seat.getByRole('button', { name: /^End/ }).click();
  await submit(page.locator('dialog[open]'), 'End the seat');
  await expect(seat).toContainText('Ended');
});

test('a meeting that was held is recorded by keyboard, and decides by a show of hands', async ({
  page,
}) => {
  const run = Date.now().toString(36);
  const meeting = `Winter meeting ${run}`;
  await signInAs(page, 'taskforce');
  await planMeeting(page, meeting, `${day(-2)}T14:00`);
  await page.getByRole('link', { name: meeting }).click();
  await settle(page);
  const answers = page.getByRole('group', { name: 'Theodora' });
  await answers.getByRole('radio', { name: 'Present' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(answers.getByRole('radio', { name: 'Excused' })).toBeChecked();
  await page.keyboard.press('ArrowLeft');
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save who was there' }).click();
  await expect(page.getByText(/^Quorum reached: 1 of 1/)).toBeVisible();

  await page.getByRole('button', { name: 'Put a motion to this meeting' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByRole('textbox', { name: 'Title' }).fill(`A pause ${run}`);
  await dialog.getByRole('textbox', { name: 'Motion' }).fill('We pause in August.');
  await submit(dialog, 'Put a motion');
  await page.getByRole('link', { name: new RegExp(`A pause ${run}`) }).click();
  await settle(page);
  await page.getByRole('button', { name: 'Close the vote' }).click();
  await dialog.getByRole('textbox', { name: 'Yes' }).fill('5');
  await dialog.getByRole('textbox', { name: 'No' }).fill('0');
  await dialog.getByRole('textbox', { name: 'Abstain' }).fill('0');
  await dialog.getByRole('button', { name: 'Close the vote' }).click();
  await expect(dialog.getByText(/5 hands were shown, but 1/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Yes' }).fill('0');
  await dialog.getByRole('textbox', { name: 'No' }).fill('1');
  await submit(dialog, 'Close the vote');
  await expect(page.getByText('Rejected', { exact: true })).toBeVisible();
  await expect(page.getByText('It was decided by a show of hands.')).toBeVisible();

  await page.getByRole('link', { name: meeting }).click();
  await page.getByRole('button', { name: 'Write the minutes' }).click();
  await dialog.getByRole('textbox', { name: /^Minutes/ }).fill('# Said\n\nNobody wants a pause.');
  await submit(dialog, 'Save');
  await expect(page.getByRole('heading', { level: 3, name: 'Said' })).toBeVisible();
  expect(await inspectOnPhone(page)).toEqual([]);
});

test('a stakeholder is written down, nominated, invited, and accepts by the mailed link', async ({
  page,
  browser,
  request,
}) => {
  const run = Date.now().toString(36);
  const name = `Ruth Chen ${run}`;
  const crowd = await gather(request, run);
  await signInAs(page, 'taskforce');
  await open(page, '/stakeholders');
  await page.getByRole('button', { name: 'Add somebody' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await dialog.getByRole('textbox', { name: /^Email/ }).fill('no address');
  await dialog.getByRole('textbox', { name: /^Next step/ }).fill('Call her');
  await dialog.getByLabel(/^Until/).fill(day(-3));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/^Write an email address/)).toBeVisible();
  await dialog.getByRole('textbox', { name: /^Email/ }).fill(addressOf(name));
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Save');

  const column = (state: string) => page.getByRole('region', { name: new RegExp(`^${state}`) });
  await expect(column('Considered').getByRole('listitem').filter({ hasText: name })).toContainText(
    'Overdue',
  );
  await column('Considered')
    .getByRole('button', { name: `Move: ${name}` })
    .click();
  await dialog.getByRole('radio', { name: /^Nominated/ }).check();
  await submit(dialog, 'Move');
  await expect(column('Nominated').getByRole('link', { name })).toBeVisible();
  expect(await inspectOnPhone(page)).toEqual([]);
  await column('Nominated').getByRole('link', { name }).click();
  await settle(page);
  await page.getByRole('button', { name: 'Invite by mail' }).click();
  await dialog.getByRole('textbox', { name: /^Message/ }).fill('We would like to hear from you.');
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Send the invitation');
  await expect(page.getByText('Invited', { exact: true })).toBeVisible();

  const elsewhere = await browser.newContext();
  const phone = await elsewhere.newPage();
  const link = await linkMailedTo(crowd, addressOf(name));
  await open(phone, link);
  await expect(phone.getByText('We would like to hear from you.')).toBeVisible();
  expect(await inspectOnPhone(phone)).toEqual([]);
  await phone.getByRole('textbox', { name: /^Note/ }).fill('Mondays suit me best.');
  await phone.getByRole('button', { name: 'Accept' }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText(`Thank you, ${name}`);
  await phone.reload();
  await settle(phone);
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('This link is over');
  await elsewhere.close();

  await page.reload();
  await settle(page);
  await expect(page.getByText('Mondays suit me best.')).toBeVisible();
  await expect(page.getByText('Accepted, by the mailed link')).toBeVisible();
  expect(await inspectOnPhone(page)).toEqual([]);
  await open(page, `/stakeholders?as=table&q=${run}`);
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Accepted');
});

async function planMeeting(page: Page, title: string, at: string): Promise<void> {
  await open(page, '/task-force/meetings');
  await page.getByRole('button', { name: 'Plan a meeting' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
  await dialog.getByLabel('Begins').fill(at);
  await dialog
    .getByRole('textbox', { name: /^Agenda/ })
    .fill('1. The plan of this year\n2. A second seat');
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Plan a meeting');
}

/** Presses what the server refuses, and reads why above the form. */
async function submitRefused(page: Page, name: string, why: RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(why);
}

/** The invitation stands in the outbox, as the administrator sees it. */
async function invitedByMail(page: Page, to: string, meeting: string): Promise<void> {
  await signInAs(page, 'admin');
  await open(page, '/mails');
  const mail = page.getByRole('row').filter({ hasText: to }).filter({ hasText: meeting });
  await expect(mail).toContainText(`Task force: ${meeting}`);
  await page.close();
}
