// Those who wait for a mentor, and what is done about it: somebody new in one step, pauses, people kept apart, enrolments from a file.
import { readFile } from 'node:fs/promises';
import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import type { CycleView, EnrolmentView } from '../src/gen';
import { dress, inspect, listen, open, THEMES } from './axe';
import {
  addressOf,
  type Crowd,
  day,
  enrolPairs,
  gather,
  newcomer,
  PASSWORD,
  regionOf,
} from './crowd';
import { signIn, signInAs } from './people';
import { submit } from './question';

test.setTimeout(150_000);

const aRun = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);

/** A cycle that no other test knows, with so many pairs enrolled in it, where rounds can run. */
async function cycleWith(request: APIRequestContext, pairs: number, run: string) {
  const crowd = await gather(request, run);
  const region = await regionOf(crowd, 'OH');
  const cycle = await crowd.admin.post<CycleView>('/cycles', {
    name: `Waiting ${run}`,
    starts_on: day(-1),
    ends_on: day(200),
  });
  await crowd.admin.post(`/cycles/${cycle.id}/state`, { state: 'enrolling' });
  const people = await enrolPairs(crowd, pairs, cycle.id, region.id);
  await crowd.admin.post(`/cycles/${cycle.id}/state`, { state: 'matching' });
  return { crowd, cycle, region, people };
}

async function enrolmentOf({ admin }: Crowd, cycle: string, name: string): Promise<EnrolmentView> {
  const { items } = await admin.get<{ items: EnrolmentView[] }>(`/cycles/${cycle}/enrolments`);
  const found = items.find(({ person_name }) => person_name === name);
  if (!found) throw new Error(`${name} is not enrolled.`);
  return found;
}

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

test('whoever waits gets somebody new by keyboard, unless the only mentor pauses', async ({
  page,
  request,
  browser,
}) => {
  const complaints = listen(page);
  const run = aRun();
  const { crowd, cycle } = await cycleWith(request, 1, run);
  const [mentor, mentee] = [`mentor 0 ${run}`, `mentee 0 ${run}`];
  const place = await enrolmentOf(crowd, cycle.id, mentor);

  // The mentor's own switch, on a phone.
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const phone = await context.newPage();
  await signIn(phone, addressOf(mentor), PASSWORD);
  await open(phone, `/enrolments/${place.id}`);
  await phone.getByRole('button', { name: 'Pause', exact: true }).click();
  const pausing = phone.getByRole('dialog');
  await pausing.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(pausing.getByText('This is needed.')).toBeVisible();
  await pausing.getByLabel('First day with somebody new again').fill(day(-3));
  await pausing.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(pausing.getByLabel('First day with somebody new again')).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  expect(await inspect(phone)).toEqual([]);
  await pausing.getByLabel('First day with somebody new again').fill(day(40));
  await submit(pausing, 'Pause');
  await expect(phone.getByText(/^Pauses; takes somebody new from/)).toBeVisible();

  await signInAs(page, 'taskforce');
  await open(page, `/cycles/${cycle.id}`);
  await page.getByRole('link', { name: 'See who waits' }).click();
  const row = page.getByRole('row', { name: mentee });
  await expect(row).toContainText('Was in no round yet.');
  expect(await inspectAll(page)).toEqual([]);
  const find = page.getByRole('button', { name: `Find somebody new: ${mentee}` });
  const dialog = page.getByRole('dialog');
  await find.focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText(`Somebody new for ${mentee}`);
  await dialog.getByRole('button', { name: 'Find somebody' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText(
    /^.*(mentor who would suit is full|No mentor would suit)/s,
  );
  expect(await inspectAll(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(find).toBeFocused();

  // The coordinator's switch takes the mentor's pause back, though this page does not know of it.
  await open(page, `/enrolments/${place.id}`);
  await page.getByRole('button', { name: 'End the pause' }).click();
  await expect(page.getByText('Takes somebody new', { exact: true })).toBeVisible();
  await context.close();

  await open(page, `/cycles/${cycle.id}/waitlist`);
  await find.click();
  await dialog.getByRole('button', { name: 'Find somebody' }).click();
  await expect(dialog.getByRole('heading', { name: `${mentee} with ${mentor}` })).toBeVisible();
  await expect(dialog).toContainText('Nobody is asked yet.');
  expect(await inspectAll(page)).toEqual([]);
  await submit(dialog, 'Ask both now');
  await expect(page.getByText('Nobody waits')).toBeVisible();
  // The first refusal is a 409, which the browser itself reports.
  expect(complaints.filter((each) => !/status of 409/.test(each))).toEqual([]);
});

test('the mentee of a pairing that ended finds the way to somebody new', async ({
  page,
  request,
}) => {
  const run = aRun();
  const { crowd, cycle, people } = await cycleWith(request, 2, run);
  const ids = async (name: string) => (await enrolmentOf(crowd, cycle.id, name)).id;
  const pairing = await crowd.admin.post<{ id: string; mentee_id: string }>('/pairings', {
    mentor_enrolment_id: await ids(`mentor 0 ${run}`),
    mentee_enrolment_id: await ids(`mentee 0 ${run}`),
  });
  await signInAs(page, 'taskforce');
  await open(page, `/cycles/${cycle.id}/waitlist?person=${pairing.mentee_id}`);
  await expect(page.getByText(/^This person does not wait/)).toBeVisible();

  // Whom somebody could be freed from is asked of the newest open round.
  const waits = `mentee 1 ${run}`;
  await page.getByRole('button', { name: `Who could be freed?: ${waits}` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('No round that is open knows this person');
  await dialog.getByRole('button', { name: 'Close' }).click();

  // The mentee ends the pairing; whoever comes from its page sees them first, and finds somebody with one press.
  const gone = people.find(({ id }) => id === pairing.mentee_id);
  await gone?.api.post(`/pairings/${pairing.id}/end`, { reason: 'moved', never_again: false });
  await open(page, `/cycles/${cycle.id}/waitlist?person=${pairing.mentee_id}`);
  const card = page.getByRole('region', { name: `mentee 0 ${run}` });
  await expect(card).toContainText('The last pairing ended.');
  expect(await inspect(page)).toEqual([]);
  await card.getByRole('button', { name: 'Find somebody new' }).click();
  await expect(dialog).toContainText(`Somebody new for mentee 0 ${run}`);
  await dialog.getByRole('radio', { name: 'Both are asked at once, by mail' }).check();
  await dialog.getByRole('button', { name: 'Find somebody' }).click();
  await expect(dialog).toContainText('Both are asked and may answer until');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText(/^This person does not wait/)).toBeVisible();
});

test('a round prefers the pairs of an earlier one', async ({ page, request }) => {
  const { crowd, cycle, region } = await cycleWith(request, 2, aRun());
  await crowd.admin.post(`/cycles/${cycle.id}/rounds`, { region_id: region.id });
  const matched = async () =>
    (await crowd.admin.get<CycleRounds>(`/cycles/${cycle.id}/rounds`)).items[0]?.state;
  await expect.poll(matched).toBe('ready');
  await signInAs(page, 'taskforce');
  await open(page, `/cycles/${cycle.id}`);
  await page.getByRole('button', { name: 'Start a round' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Region').selectOption({ label: region.name });
  await dialog
    .getByLabel('Keep the pairs of an earlier round where possible (optional)')
    .selectOption({ index: 1 });
  await dialog.getByLabel('Points in their favor').fill('5000');
  await dialog.getByRole('button', { name: 'Start a round' }).click();
  await expect(dialog.getByText('Write a number from 0 to 1000.')).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await dialog.getByLabel('Points in their favor').fill('20');
  await dialog.getByRole('button', { name: 'Start a round' }).click();
  await page.waitForURL('**/rounds/*');
  const { items } = await crowd.admin.get<CycleRounds>(`/cycles/${cycle.id}/rounds`);
  expect(items[0]).toMatchObject({ keep_from_round_id: items[1]?.id, keep_points: 20 });
});

interface CycleRounds {
  items: Array<{ id: string; state: string }>;
}

test('somebody is kept apart from without being found by name, and only the person reads it', async ({
  page,
  request,
}) => {
  const run = aRun();
  const { crowd, cycle, people } = await cycleWith(request, 1, run);
  const [mentor, mentee] = [`mentor 0 ${run}`, `mentee 0 ${run}`];
  const place = await enrolmentOf(crowd, cycle.id, mentee);
  const other = people.find(({ name }) => name === mentor)?.id ?? '';
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, addressOf(mentee), PASSWORD);
  await open(page, `/enrolments/${place.id}`);
  const id = page.getByLabel('Anybody else, by their ID');
  await id.fill('the mentor');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText(/^This holds no ID/)).toBeVisible();
  await id.fill('0199a3c2-5b7e-7c41-9d20-3f6a8b1e4d55');
  await id.press('Enter');
  await page.getByRole('button', { name: 'Save, for me alone' }).click();
  await expect(page.locator('[aria-label^="Take out"]')).toHaveCount(1);
  await expect(page.getByText('Saved. Only you can see it.')).toHaveCount(0);
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('button', { name: /^Take out/ }).click();
  await id.fill(other);
  await id.press('Enter');
  await page.getByRole('button', { name: 'Save, for me alone' }).click();
  await expect(page.getByText('Saved. Only you can see it.')).toBeVisible();
  await open(page, `/enrolments/${place.id}`);
  await expect(page.getByRole('button', { name: `Take out: ${mentor}` })).toBeVisible();
  expect(await inspectAll(page)).toEqual([]);
});

test('enrolments come from a file: checked, mended, taken in', async ({ page, request }) => {
  const complaints = listen(page);
  const run = aRun();
  const { crowd, cycle, region } = await cycleWith(request, 0, run);
  const name = `Filed Person ${run}`;
  const email = addressOf(name);
  await newcomer(crowd, { name, email, role: 'mentee', region: region.id });
  const head = 'email,role,setting,career_stage,years_of_experience,languages';
  const rows = [`${email},mentee,public,early,2,en; es`, `nobody-${run}@story.example,mentor,,,,`];
  await signInAs(page, 'taskforce');
  await open(page, `/cycles/${cycle.id}/enrolments`);
  await page.getByRole('button', { name: 'Import enrolments' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Choose a file first.')).toBeVisible();
  const file = [head, ...rows].join('\n');
  await dialog
    .getByLabel(/^Choose the file, or drop it here/)
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  expect(await inspectAll(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Check the file' }).click();
  await expect(dialog).toContainText('Nothing has been changed yet.');
  await expect(dialog.getByRole('row', { name: /Line 3/ }).first()).toContainText(
    'Nobody has an account with this address.',
  );
  expect(await inspectAll(page)).toEqual([]);
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download these rows' }).click();
  const sheet = await readFile(await (await saved).path(), 'utf8');
  expect(sheet).toContain(`nobody-${run}@story.example`);
  expect(sheet).not.toContain(email);
  await dialog.getByRole('button', { name: 'Import now' }).click();
  await expect(dialog).toContainText('The import has ended.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('row', { name })).toBeVisible();
  expect(complaints).toEqual([]);
});
