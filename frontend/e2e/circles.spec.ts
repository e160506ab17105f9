// Peer circles as people use them: formed, changed and published by the task force, answered on a phone, ended.
import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { CycleView } from '../src/gen';
import { dress, inspect, listen, open, settle, THEMES } from './axe';
import { addressOf, day, enrolPairs, gather, PASSWORD, regionOf } from './crowd';
import { signIn, signInAs } from './people';
import { question, submit } from './question';

test.setTimeout(240_000);

// Enough for two circles, one of which can spare somebody.
const PAIRS = 10;

const aRun = () => `c${randomUUID().slice(0, 13).replace('-', '')}`;

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

async function phoneOf(browser: Browser, name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await signIn(page, addressOf(name), PASSWORD);
  return page;
}

/** The circles of a round, as cards. */
const cards = (page: Page) =>
  page.getByRole('region').filter({ has: page.getByRole('heading', { name: 'Led by' }) });

/** The heading of the card whose mentees are the most, and of another. */
async function largest(page: Page): Promise<[string, string]> {
  const sized = await cards(page).evaluateAll((all) =>
    all.map((card) => ({
      name: card.querySelector('h2')?.textContent ?? '',
      size: Number(/Mentees \((\d+)/.exec(card.textContent ?? '')?.[1]),
    })),
  );
  const [first, second] = sized.sort((a, b) => b.size - a.size);
  if (!first || !second || first.size < 5) throw new Error(`Not two circles: ${sized.length}`);
  return [first.name, second.name];
}

test('circles are formed, changed, published, answered and ended', async ({
  page,
  request,
  browser,
}) => {
  const complaints = listen(page);
  const crowd = await gather(request, aRun());
  const region = await regionOf(crowd, 'OH');
  const cycle = await crowd.admin.post<CycleView>('/cycles', {
    name: `Circles ${crowd.run}`,
    starts_on: day(-1),
    ends_on: day(200),
  });
  await crowd.admin.post(`/cycles/${cycle.id}/state`, { state: 'enrolling' });
  const people = await enrolPairs(crowd, PAIRS, cycle.id, region.id);
  await crowd.admin.post(`/cycles/${cycle.id}/state`, { state: 'matching' });

  // Formed from the page of the cycle; sizes that contradict each other are refused beside the field.
  await signInAs(page, 'taskforce');
  await open(page, `/cycles/${cycle.id}`);
  await expect(page.getByRole('heading', { level: 2, name: 'Peer circles' })).toBeVisible();
  expect(await inspectAll(page)).toEqual([]);
  await page.getByRole('button', { name: 'Form circles' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Region' }).selectOption({ label: region.name });
  await dialog.getByRole('combobox', { name: 'Mentees at least' }).selectOption('7');
  await dialog.getByRole('combobox', { name: 'Mentees at most' }).selectOption('5');
  await dialog.getByRole('button', { name: 'Form circles' }).click();
  await expect(dialog.getByText('Choose a number that is not below')).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await dialog.getByRole('combobox', { name: 'Mentees at least' }).selectOption('4');
  await dialog.getByRole('combobox', { name: 'Mentees at most' }).selectOption('8');
  await dialog.getByRole('button', { name: 'Form circles' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Peer circles:/ })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Circles (2)' })).toBeVisible();
  await expect(cards(page)).toHaveCount(2);
  expect(await inspectAll(page)).toEqual([]);

  // Moved by keyboard from the larger circle to the other.
  const [from, to] = await largest(page);
  const card = (name: string) => page.getByRole('region', { name, exact: true });
  const move = card(from)
    .getByRole('button', { name: /^Move to…: mentee/ })
    .first();
  const mentee = ((await move.getAttribute('aria-label')) ?? '').split(': ')[1] ?? '';
  await move.focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText(`Move ${mentee}`);
  await dialog.getByRole('combobox', { name: 'Circle' }).selectOption({ index: 1 });
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Move');
  await expect(card(to).getByRole('link', { name: mentee, exact: true })).toBeVisible();

  const called = `Readers ${crowd.run}`;
  await card(to)
    .getByRole('button', { name: /^Rename/ })
    .click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(called);
  await submit(dialog, 'Save');
  await expect(card(called)).toBeVisible();

  await page.getByRole('button', { name: 'Publish the circles' }).click();
  const publishing = question(page);
  await expect(publishing).toContainText('Everybody in 2 circles gets a mail');
  expect(await inspectAll(page)).toEqual([]);
  await submit(publishing, /^Send \d+ mails$/);
  await expect(card(called).getByText('Asked', { exact: true }).first()).toBeVisible();
  expect(await inspectAll(page)).toEqual([]);

  // The one who was moved joins on a phone, another of the same circle declines with a reason.
  const phone = await phoneOf(browser, mentee);
  const complaintsOfPhone = listen(phone);
  await open(phone, '/');
  await phone.getByRole('region', { name: 'My circles' }).getByRole('link').click();
  await settle(phone);
  await expect(phone.getByRole('heading', { name: `Do you join ${called}?` })).toBeVisible();
  expect(await inspectAll(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(phone.getByRole('heading', { name: `You are in ${called}` })).toBeVisible();

  const names = await card(called).getByRole('link').allTextContents();
  const other = people.find(
    ({ role, name }) => role === 'mentee' && name !== mentee && names.includes(name),
  );
  if (!other) throw new Error('Nobody else is in the circle.');
  const second = await phoneOf(browser, other.name);
  await open(second, '/my-circles');
  await second.getByRole('button', { name: 'Decline', exact: true }).click();
  const declining = second.getByRole('dialog');
  await declining.getByRole('button', { name: 'Decline' }).click();
  await expect(declining.getByText('This is needed.')).toBeVisible();
  await declining.getByRole('radio', { name: 'Too busy' }).check();
  expect(await inspect(second)).toEqual([]);
  await submit(declining, 'Decline');
  await expect(second.getByText('Nothing waits for your answer.')).toBeVisible();

  // Who joined and who declined stands on the circle's page, which ends it with a reason.
  await card(called)
    .getByRole('link', { name: `Open ${called}` })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: called })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Declined' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: mentee })).toContainText('Joined');
  await expect(page.getByRole('cell', { name: 'Too busy' })).toBeVisible();
  expect(await inspectAll(page)).toEqual([]);

  // Who has joined logs a meeting with what stands there already; the coordinator reads that it was, and no note.
  await open(phone, new URL(page.url()).pathname);
  await phone.getByRole('button', { name: 'Log a meeting' }).click();
  const logging = phone.getByRole('dialog');
  await logging.getByRole('textbox', { name: /^Shared note/ }).fill('Bring a budget.');
  expect(await inspect(phone)).toEqual([]);
  await submit(logging, 'Log it');
  await expect(phone.getByText('60 minutes, 1 was there')).toBeVisible();
  await expect(phone.getByText('Bring a budget.')).toBeVisible();
  await phone.getByRole('button', { name: /^Correct/ }).click();
  await logging.getByRole('textbox', { name: /^Minutes/ }).fill('45');
  await submit(logging, 'Save');
  await expect(phone.getByText('45 minutes, 1 was there')).toBeVisible();
  expect(await inspect(phone)).toEqual([]);
  await page.reload();
  await expect(page.getByText('45 minutes, 1 was there')).toBeVisible();
  await expect(page.getByText('Bring a budget.')).toHaveCount(0);

  // People are taken out until the circle is too small: then it stands on Today, which leads to the question who comes.
  const needs = page.getByRole('heading', { name: 'This circle needs people' });
  const asked = page
    .getByRole('listitem')
    .filter({ hasText: 'Mentee' })
    .filter({ hasText: 'Asked' });
  while (!(await needs.isVisible())) {
    const before = await asked.count();
    await asked
      .first()
      .getByRole('button', { name: /^Remove/ })
      .click();
    await submit(question(page), 'Remove');
    await expect(asked).toHaveCount(before - 1);
  }
  expect(await inspect(page)).toEqual([]);
  const circlePage = new URL(page.url()).pathname;
  await open(page, '/');
  await page.getByRole('link', { name: `Fill a place in ${called}` }).click();
  const filling = page.getByRole('dialog');
  await filling.getByRole('combobox', { name: /^Person/ }).selectOption({ index: 1 });
  expect(await inspect(page)).toEqual([]);
  await submit(filling, 'Ask by mail');
  await expect(needs).toHaveCount(0);

  // All circles stand in one list, narrowed by the cycle.
  await open(page, '/circles');
  await page.getByRole('combobox', { name: 'Cycle' }).selectOption({ label: cycle.name });
  await expect(page.getByRole('link', { name: called })).toBeVisible();
  expect(await inspectAll(page)).toEqual([]);
  await open(page, circlePage);
  await page.getByRole('button', { name: 'End the circle' }).click();
  const ending = question(page);
  await ending.getByRole('radio', { name: 'Completed' }).check();
  expect(await inspect(page)).toEqual([]);
  await submit(ending, 'End the circle');
  await expect(page.getByText('Ended', { exact: true })).toBeVisible();
  expect([...complaints, ...complaintsOfPhone]).toEqual([]);
});
