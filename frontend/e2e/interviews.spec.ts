// Interviews from the offered times to the panel's scores: the task force offers and invites, the applicant books on a phone
// in another time zone, moves the time, and the panel scores.
import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import type { InterviewView, OpeningDetail } from '../src/gen';
import { dress, inspect, open, settle } from './axe';
import {
  day,
  formToken,
  gather,
  linkMailedTo,
  newcomer,
  PASSWORD,
  personAt,
  regionOf,
} from './crowd';
import { signIn, signInAs } from './people';
import { question, submit } from './question';

interface List<T> {
  items: T[];
}

/** An opening with applications in review, made without the screens. */
async function search(request: APIRequestContext, names: string[]) {
  const run = Date.now().toString(36) + Math.random().toString(36).slice(2, 5);
  const crowd = await gather(request, run);
  const { admin } = crowd;
  const region = await regionOf(crowd, 'OH');
  const seat = await admin.post<{ id: string }>('/seats', {
    region_id: region.id,
    name: `Interview seat ${run}`,
  });
  const opening = await admin.post<OpeningDetail>('/openings', {
    region_id: region.id,
    seat_ids: [seat.id],
    title: `Coordinator ${run}`,
    description: 'You support the pairs of a region.',
    term_starts_on: day(60),
    term_ends_on: day(700),
    closes_on: day(20),
  });
  await admin.post(`/openings/${opening.id}/publish`);
  const emails = names.map((name) => `${name.toLowerCase().replaceAll(' ', '.')}.${run}@x.example`);
  const form_token = await formToken(crowd, opening.id);
  for (const [at, name] of names.entries()) {
    await crowd.as().post(`/public/openings/${opening.id}/applications`, {
      form_token,
      name,
      email: emails[at],
      institution: `Library of ${name}`,
      experience: 'Six years.',
      leadership: 'I chaired a committee.',
      commitment: 'Four hours a week.',
      conflict_of_interest: null,
    });
  }
  const reviewers = await Promise.all(
    ['reviewer', 'reviewer2'].map((each) => personAt(crowd, `${each}@demo.perennial.example`)),
  );
  await admin.post(`/openings/${opening.id}/reviewers`, {
    reviewer_ids: reviewers.map(({ id }) => id),
  });
  return { crowd, region, opening, emails, run };
}

/** A reviewer whom no other test knows, who sits on no other panel. */
async function panelist({ crowd, region, run }: Awaited<ReturnType<typeof search>>) {
  const [name, email] = [`Pia Panel ${run}`, `pia.${run}@panel.example`];
  await newcomer(crowd, { name, email, role: 'reviewer', region: region.id });
  return { name, email };
}

async function fillPanel(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Video link').fill('https://meet.example/room');
  await dialog.getByRole('checkbox', { name }).check();
}

test('times are offered, an applicant books and moves one on a phone, the panel scores', async ({
  page,
  request,
  browser,
}) => {
  test.slow();
  const made = await search(request, ['Ines Prado', 'Otis Lane']);
  const { crowd, opening, emails } = made;
  const pia = await panelist(made);

  await signInAs(page, 'taskforce');
  await open(page, `/recruitment/${opening.id}`);
  await page.getByRole('tab', { name: 'Interviews' }).click();
  await expect(page.getByText('No interviews yet')).toBeVisible();
  expect(await inspect(page)).toEqual([]);

  // A series, looked over before it is made.
  await page.getByRole('button', { name: 'Add a series of times' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Look over the times' }).click();
  await expect(dialog.getByText('This is needed.').first()).toBeVisible();
  await dialog.getByLabel('First day').fill(day(5));
  await dialog.getByLabel('Last day').fill(day(11));
  for (const weekday of ['Tuesday', 'Thursday']) {
    await dialog.getByRole('checkbox', { name: weekday }).check();
  }
  await dialog.getByRole('combobox', { name: 'Time zone' }).selectOption('America/New_York');
  await fillPanel(page, pia.name);
  expect(await inspect(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Look over the times' }).click();
  await expect(dialog.getByText('8 times would be offered on 2 days')).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Offer 8 times');
  await expect(page.getByText('8 times are offered.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(8);

  // One of them is removed, after saying what that means.
  await page
    .getByRole('button', { name: /^Remove/ })
    .last()
    .click();
  await expect(question(page)).toContainText('Nobody has chosen it');
  await submit(question(page), 'Remove');
  await expect(page.getByRole('button', { name: /^Remove/ })).toHaveCount(7);

  // The mail is looked at before it is sent.
  await page.getByRole('button', { name: 'Invite applicants' }).click();
  await dialog.getByRole('checkbox', { name: /Ines Prado/ }).check();
  await dialog.getByRole('checkbox', { name: /Otis Lane/ }).check();
  await dialog.getByLabel('Message').fill('Bring an example of your work.');
  await dialog.getByRole('button', { name: 'Look at the mail' }).click();
  await expect(dialog.getByText('Bring an example of your work.')).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Send 2 invitations');
  await expect(page.getByText('2 invitations are on their way.')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Ines Prado' })).toContainText('Invited');
  for (const width of [390, 320]) {
    await dress(page, width === 390 ? 'dark' : 'light', width);
    expect(await inspect(page)).toEqual([]);
  }
  await dress(page, 'light', 1280);

  // On a phone, in Hawaii.
  const hawaii = await browser.newContext({
    timezoneId: 'Pacific/Honolulu',
    viewport: { width: 390, height: 800 },
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  const phone = await hawaii.newPage();
  await open(phone, await linkMailedTo(crowd, emails[0] ?? ''));
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Choose a time, Ines Prado');
  await expect(phone.getByLabel('Your time zone')).toHaveValue('Pacific/Honolulu');
  await expect(phone.getByText('All times are in Hawaii-Aleutian Standard Time.')).toBeVisible();
  const times = phone.getByRole('main').getByRole('list').getByRole('button');
  await expect(times).toHaveCount(7);
  // Ten in New York is the small hours in Hawaii; another zone can be chosen.
  await expect(times.first()).toHaveText(/^(4|5):00/);
  await phone.getByLabel('Your time zone').selectOption('America/New_York');
  await expect(times.first()).toHaveText(/^10:00/);
  await phone.getByLabel('Your time zone').selectOption('Pacific/Honolulu');
  expect(await inspect(phone)).toEqual([]);
  const box = await times.first().boundingBox();
  expect(box?.height ?? 0).toBeGreaterThanOrEqual(44);

  // Somebody else is quicker: this is told, and the rest is offered.
  const [, otis] = (await linkMailedTo(crowd, emails[1] ?? '')).split('#');
  const free = await crowd
    .as(`Link ${otis}`)
    .get<{ free: Array<{ slot_id: string }> }>('/public/interview');
  await crowd.as(`Link ${otis}`).post('/public/interview/book', {
    slot_id: free.free[0]?.slot_id,
    time_zone: 'America/Chicago',
  });
  await times.first().tap();
  await question(phone).getByRole('button', { name: 'Book this time' }).tap();
  await expect(phone.getByText('has just been taken, or is not offered any more')).toBeVisible();
  await expect(times).toHaveCount(6);
  expect(await inspect(phone)).toEqual([]);

  await times.first().tap();
  await expect(question(phone)).toContainText('Hawaii-Aleutian');
  expect(await inspect(phone)).toEqual([]);
  await question(phone).getByRole('button', { name: 'Book this time' }).tap();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Your interview is booked');
  await expect(phone.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(phone.getByRole('link', { name: 'Join the call' })).toBeVisible();
  expect(await inspect(phone)).toEqual([]);
  const saved = phone.waitForEvent('download');
  await phone.getByRole('button', { name: 'Add to calendar' }).tap();
  expect((await saved).suggestedFilename()).toBe('interview.ics');

  // Another time, by the link of the confirmation.
  await open(phone, await linkMailedTo(crowd, emails[0] ?? ''));
  await phone.getByRole('button', { name: 'Choose another time' }).tap();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Choose another time');
  await times.last().tap();
  await question(phone).getByRole('button', { name: 'Take this time instead' }).tap();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Your interview is booked');
  await dress(phone, 'dark', 320);
  expect(await inspect(phone)).toEqual([]);
  await hawaii.close();

  // The task force sees it, and calls Otis' interview off, after saying who is told.
  await open(page, `/recruitment/${opening.id}?tab=interviews`);
  await expect(page.getByRole('row').filter({ hasText: 'Ines Prado' }).first()).toContainText(
    'Booked',
  );
  await page.getByRole('button', { name: 'Cancel the interview Otis Lane' }).click();
  await expect(question(page)).toContainText(`Otis Lane and ${pia.name} are told by mail`);
  expect(await inspect(page)).toEqual([]);
  await submit(question(page), 'Cancel the interview');
  await expect(page.getByText('The interview of Otis Lane is cancelled.')).toBeVisible();
  await page.getByRole('button', { name: 'Move Ines Prado' }).click();
  await dialog.getByRole('combobox', { name: 'New time' }).selectOption({ index: 1 });
  await dialog.getByRole('button', { name: 'Move' }).click();
  await expect(page.getByText('The interview of Ines Prado has a new time.')).toBeVisible();

  // The panel finds it among its own.
  const elsewhere = await browser.newContext();
  const desk = await elsewhere.newPage();
  await signIn(desk, pia.email, PASSWORD);
  await open(desk, '/interviews');
  await expect(desk.getByRole('heading', { name: 'Ahead' })).toBeVisible();
  expect(await inspect(desk)).toEqual([]);
  await desk.getByRole('link', { name: 'Ines Prado' }).click();
  await settle(desk);
  await expect(desk.getByText('opens when the interview begins')).toBeVisible();
  expect(await inspect(desk)).toEqual([]);

  // The interview is moved to the next minute but one, so that it begins while we wait.
  const { items } = await crowd.admin.get<List<InterviewView>>(
    `/openings/${opening.id}/interviews`,
  );
  const id = items.find(({ applicant_name }) => applicant_name === 'Ines Prado')?.id;
  const begins = new Date(Math.ceil((Date.now() + 10_000) / 60_000) * 60_000);
  const slot = await crowd.admin.post<{ id: string }>(`/openings/${opening.id}/interview-slots`, {
    starts_at_local: begins.toISOString().slice(0, 16),
    time_zone: 'UTC',
    duration_minutes: 5,
    link: 'https://meet.example/room',
    place: null,
    note: null,
    panel_ids: [(await personAt(crowd, pia.email)).id],
  });
  await crowd.admin.post(`/interviews/${id}/reschedule`, { slot_id: slot.id });
  await desk.waitForTimeout(Math.max(0, begins.getTime() - Date.now()) + 1000);
  await open(desk, `/interviews/${id}`);
  const criteria = desk.getByRole('radiogroup');
  await expect(criteria).toHaveCount(3);
  await desk.getByRole('button', { name: 'Save my scores' }).click();
  await expect(desk.getByText('This is needed.').first()).toBeVisible();
  for (const criterion of await criteria.all()) {
    await criterion.getByRole('radio', { name: '4 · ' }).check();
  }
  expect(await inspect(desk)).toEqual([]);
  await desk.getByRole('textbox', { name: 'Notes' }).fill('Plain answers.');
  await desk.getByRole('button', { name: 'Save my scores' }).click();
  await expect(desk.getByText('Your scores of Ines Prado are saved.')).toBeVisible();
  await expect(desk.getByText('Held', { exact: true })).toBeVisible();
  await expect(desk.getByText('Plain answers.').last()).toBeVisible();
  expect(await inspect(desk)).toEqual([]);

  await open(page, `/recruitment/${opening.id}?tab=interviews`);
  await expect(page.getByRole('row').filter({ hasText: 'Ines Prado' }).first()).toContainText(
    '4.00 (1 of 1)',
  );
  expect(await inspect(page)).toEqual([]);
  await elsewhere.close();
});
