// A committee at work: a blind opening, two reviewers of whom one steps back, a third who fills the gap, and those who decide
// looking at agreement and at what other weights would change.
import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import type { OpeningDetail, SignedIn } from '../src/gen';
import { dress, inspect, open, settle } from './axe';
import {
  addressOf,
  type Crowd,
  DEMO_PASSWORD,
  formToken,
  gather,
  inviteByLink,
  PASSWORD,
  personAt,
  regionOf,
} from './crowd';
import { signInAs } from './people';
import { question, submit } from './question';
import { welcome } from './story/cast';

const APPLICANTS = ['Ines Prado', 'Omar Sattler', 'Lin Okafor'] as const;

async function draftBlind(page: Page, title: string): Promise<string> {
  await open(page, '/recruitment/new');
  await page.getByLabel('Region').selectOption({ label: 'Great Lakes' });
  await page.getByRole('group', { name: 'Seats to fill' }).getByRole('checkbox').first().check();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Last day to apply').fill('2199-05-01');
  await page.getByLabel('Term starts').fill('2199-07-01');
  await page.getByLabel('Term ends').fill('2199-09-01');
  await page.getByRole('checkbox', { name: 'Blind review' }).check();
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Publish' }).click();
  await submit(question(page), 'Publish');
  await expect(page.getByText('Published', { exact: true })).toBeVisible();
  await expect(page.getByText('Blind review.')).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function apply(crowd: Crowd, opening: string): Promise<void> {
  const form_token = await formToken(crowd, opening);
  for (const [at, name] of APPLICANTS.entries()) {
    await crowd.as().post(`/public/openings/${opening}/applications`, {
      form_token,
      name,
      email: `applicant@mesa${at}-${crowd.run}.example`,
      institution: `Mesa ${at} Library`,
      experience: `I am ${name} of the Mesa ${at} Library.`,
      leadership: 'A committee.',
      commitment: 'Four hours a week.',
      conflict_of_interest: null,
    });
  }
}

async function shareOut(page: Page, reviewers: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Assign reviewers' }).click();
  const form = page.getByRole('dialog');
  const search = form.getByRole('searchbox', { name: /^Search reviewers/ });
  for (const reviewer of reviewers) {
    await search.fill(reviewer);
    await form.getByRole('checkbox', { name: `(${reviewer})` }).check();
  }
  await search.fill('nobody of this name');
  await expect(form.getByText('Nobody found')).toBeVisible();
  // Who is chosen stays in sight.
  await expect(form.getByRole('checkbox')).toHaveCount(reviewers.length);
  expect(await inspect(page)).toEqual([]);
  await form.getByRole('button', { name: 'Share out' }).click();
  await expect(form.getByText(/^Shared out/)).toBeVisible();
  await form.getByRole('button', { name: 'Close' }).click();
}

/** Scores with the keyboard alone: from criterion to criterion, the first score with Space, others by the arrows. */
async function scoreByKeyboard(page: Page, scores: readonly number[]): Promise<void> {
  await page.getByRole('radio').first().focus();
  for (const score of scores) {
    await page.keyboard.press('Space');
    for (let at = 1; at < score; at += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
  }
}

async function review(crowd: Crowd, opening: OpeningDetail, who: SignedIn, application: string) {
  const person = crowd.as(`Bearer ${who.access_token}`);
  const scores = opening.criteria.map(({ id }, at) => ({ criterion_id: id, score: 2 + at }));
  await person.put(`/applications/${application}/review`, { scores, comment: '' });
}

const signedIn = (crowd: Crowd, email: string, password: string) =>
  crowd.as().post<SignedIn>('/auth/sign-in', { email, password });

async function third(page: Page, crowd: Crowd): Promise<string> {
  const name = `Tess Third ${crowd.run}`;
  const region = await regionOf(crowd, 'OH');
  await welcome({ page, name }, await inviteByLink(crowd, name, 'reviewer', region.id));
  return name;
}

async function applicationsOf(crowd: Crowd, opening: string): Promise<string[]> {
  const list = await crowd.admin.get<{ items: Array<{ id: string }> }>(
    `/openings/${opening}/applications`,
  );
  return list.items.map(({ id }) => id);
}

async function crowdOf(request: APIRequestContext): Promise<Crowd> {
  return gather(request, Date.now().toString(36));
}

test('a committee reviews blind, one steps back, and the order is looked at from all sides', async ({
  page,
  browser,
  request,
}) => {
  // Five people's work in one.
  test.slow();
  const crowd = await crowdOf(request);
  await signInAs(page, 'taskforce');
  const opening = await draftBlind(page, `Blind ${crowd.run}`);
  await apply(crowd, opening);
  await open(page, `/recruitment/${opening}`);
  await shareOut(page, ['reviewer@demo.perennial.example', 'reviewer2@demo.perennial.example']);
  await page.getByRole('link', { name: 'Ines Prado' }).click();
  await settle(page);
  await page.getByRole('button', { name: 'Offer the seat' }).click();
  await expect(page.getByText('No review of this application is written yet.')).toBeVisible();
  await submit(page.getByRole('dialog'), 'Cancel');

  const reader = await (await browser.newContext()).newPage();
  await signInAs(reader, 'reviewer');
  await open(reader, `/recruitment/${opening}`);
  await expect(reader.getByText('Application 1', { exact: true })).toBeVisible();
  for (const name of APPLICANTS) await expect(reader.getByText(name)).toHaveCount(0);
  expect(await inspect(reader)).toEqual([]);
  await open(reader, '/reviews');
  const asked = reader.getByRole('row').filter({ hasText: `Blind ${crowd.run}` });
  await asked.getByRole('link', { name: 'Application 1' }).click();
  await reader.getByRole('radiogroup').first().waitFor();
  await expect(reader.getByText('I am […] of the […].')).toBeVisible();
  await expect(reader.getByText('Has led across institutions')).toBeVisible();
  await scoreByKeyboard(reader, [4, 3, 5]);
  await reader.getByRole('textbox', { name: 'Comment' }).fill('Convincing.');
  // A wrong turn costs nothing.
  await reader.getByRole('link', { name: 'All my reviews' }).click();
  await reader.getByRole('heading', { name: 'My reviews' }).waitFor();
  await asked.getByRole('link', { name: 'Application 1' }).click();
  await expect(reader.getByText(/had not saved is here again/)).toBeVisible();
  await expect(reader.getByRole('textbox', { name: 'Comment' })).toHaveValue('Convincing.');
  await expect(reader.getByRole('radio', { name: /^4 ·/ }).first()).toBeChecked();
  expect(await inspect(reader)).toEqual([]);
  await reader.getByRole('button', { name: 'Save my review' }).focus();
  await reader.keyboard.press('Enter');
  await expect(reader.getByText('Your review of Application 1 is saved.')).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await signInAs(other, 'reviewer2');
  await open(other, '/reviews');
  const theirs = other.getByRole('row').filter({ hasText: `Blind ${crowd.run}` });
  await theirs.getByRole('link', { name: 'Application 2' }).click();
  await other.getByRole('radiogroup').first().waitFor();
  await other.getByRole('button', { name: 'Step back from this review' }).click();
  await expect(question(other)).toContainText('out of your sight at once');
  await question(other).getByRole('textbox', { name: 'Reason' }).fill('We wrote a book together.');
  expect(await inspect(other)).toEqual([]);
  await submit(question(other), 'Step back from this review');
  await expect(other.getByRole('heading', { name: 'My reviews' })).toBeVisible();
  await expect(theirs.getByRole('link', { name: 'Application 1' })).toBeVisible();
  await expect(theirs.getByRole('link', { name: 'Application 2' })).toHaveCount(0);

  // Those who decide see who stepped back and why, and ask somebody else.
  const newcomer = await (await browser.newContext()).newPage();
  const name = await third(newcomer, crowd);
  await open(page, `/recruitment/${opening}`);
  await page.getByRole('link', { name: 'Omar Sattler' }).click();
  await settle(page);
  await expect(page.getByText('We wrote a book together.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Give it back: / })).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await open(page, `/recruitment/${opening}`);
  await shareOut(page, ['reviewer@demo.perennial.example', addressOf(name)]);

  const [first, second, last] = await applicationsOf(crowd, opening);
  const detail = await crowd.admin.get<OpeningDetail>(`/openings/${opening}`);
  const one = await signedIn(crowd, 'reviewer@demo.perennial.example', DEMO_PASSWORD);
  const two = await signedIn(crowd, 'reviewer2@demo.perennial.example', DEMO_PASSWORD);
  const three = await signedIn(crowd, addressOf(name), PASSWORD);
  await personAt(crowd, addressOf(name));
  await review(crowd, detail, one, second ?? '');
  await review(crowd, detail, two, first ?? '');
  await review(crowd, detail, three, second ?? '');
  await review(crowd, detail, one, last ?? '');

  await open(page, `/recruitment/${opening}?tab=review`);
  await expect(page.getByText(/^ICC /)).toBeVisible();
  await page.getByText('What this means, and how it is computed').click();
  await expect(page.getByText(/0.4 means/)).toBeVisible();
  await expect(
    page.getByRole('row').filter({ hasText: 'We wrote a book together.' }),
  ).toBeVisible();
  for (const [theme, width] of [
    ['light', 1280],
    ['dark', 320],
  ] as const) {
    await dress(page, theme, width);
    expect(await inspect(page)).toEqual([]);
  }
  await dress(page, 'light', 1280);
  await page.getByRole('tab', { name: 'Ranking' }).click();
  await expect(page.getByRole('heading', { name: 'How firm is the order?' })).toBeVisible();
  await page.getByRole('spinbutton', { name: /^Commitment/ }).fill('90');
  await expect(page.getByRole('table', { name: 'Ranking under other weights' })).toBeVisible();
  await expect(page).toHaveURL(/weights=commitment/);
  await expect(page.getByText(/score is still missing|scores are still missing/)).toBeVisible();
  for (const [theme, width] of [
    ['light', 1280],
    ['dark', 320],
  ] as const) {
    await dress(page, theme, width);
    expect(await inspect(page)).toEqual([]);
  }
  await page.getByRole('spinbutton', { name: /^Commitment/ }).fill('');
  await expect(page.getByText('A whole number from 0 to 100.')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the opening’s weights' }).click();
  await expect(page.getByRole('table', { name: 'Ranking under other weights' })).toHaveCount(0);
});
