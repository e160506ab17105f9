// 2: a seat is opened, and somebody is found for it, whom two others read first.
import { expect, type Page } from '@playwright/test';
import { open, settle } from '../axe';
import { addressOf, appoint, day, type Person, personAt, termOf } from '../crowd';
import { signInAs } from '../people';
import { submit } from '../question';
import {
  type Actor,
  decide,
  grant,
  mailedLink,
  newPage,
  type Story,
  seatRow,
  welcome,
  written,
} from './cast';

const REVIEWERS = ['reviewer', 'reviewer2'] as const;
export const TERM_ENDS = day(330);

export async function openSeat({ page, region }: Story, seat: string): Promise<void> {
  await open(page, '/seats');
  await page.getByRole('button', { name: 'Open a seat' }).click();
  const form = page.getByRole('dialog');
  await form
    .getByRole('combobox', { name: 'Region' })
    .selectOption({ label: `${region.code} ${region.name}` });
  await form.getByRole('textbox', { name: 'Name of the seat' }).fill(seat);
  await submit(form, 'Open a seat');
  await expect(seatRow(page, seat)).toContainText('Uncovered');
}

/** Publishes an opening for the seat; answers its id. */
export async function publishOpening({ page, region }: Story, title: string, seat: string) {
  await open(page, '/recruitment/new');
  await page.getByLabel('Region').selectOption({ label: region.name });
  await page.getByRole('checkbox', { name: seat, exact: true }).check();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Description').fill('You support the pairs of a region.');
  await page.getByLabel('Last day to apply').fill(day(20));
  // The days of a term count for graduation, so this one began long ago.
  await page.getByLabel('Term starts').fill(day(-400));
  await page.getByLabel('Term ends').fill(TERM_ENDS);
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByLabel('Criterion', { exact: true })).toHaveCount(3);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await decide(page, 'Publish');
  await expect(page.getByText('Published', { exact: true })).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Somebody who is not signed in applies on the public page. */
export async function apply({ page, name }: Actor, opening: string): Promise<void> {
  await open(page, `/openings/${opening}`);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Email').fill(addressOf(name));
  await page.getByLabel('Institution').fill('Walking Public Library');
  for (const part of ['Experience', 'Leadership', 'Commitment']) {
    await page.getByRole('textbox', { name: part }).fill(`About my ${part.toLowerCase()}.`);
  }
  await page.getByRole('button', { name: 'Send my application' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Thank you, ${name}`);
}

export async function assignReviewers({ page }: Story, opening: string): Promise<void> {
  await open(page, `/recruitment/${opening}`);
  await page.getByRole('button', { name: 'Assign reviewers' }).click();
  const form = page.getByRole('dialog');
  for (const reviewer of REVIEWERS) {
    await form.getByRole('checkbox', { name: `(${reviewer}@demo` }).check();
  }
  await form.getByRole('button', { name: 'Share out' }).click();
  await expect(form.getByText(/^Shared out/)).toBeVisible();
  await expect(form.getByRole('row')).toHaveCount(1 + REVIEWERS.length);
  await submit(form, 'Close');
}

async function review(page: Page, reviewer: string, applicant: string, score: number) {
  await signInAs(page, reviewer);
  await open(page, '/reviews');
  const asked = page.getByRole('row').filter({ hasText: applicant });
  await expect(asked).toContainText('Waits for you');
  await asked.getByRole('link').click();
  await settle(page);
  const criteria = page.getByRole('radiogroup');
  await expect(criteria).toHaveCount(3);
  for (const criterion of await criteria.all()) {
    await criterion.getByRole('radio', { name: `${score} · ` }).check();
  }
  await page.getByRole('textbox', { name: 'Comment' }).fill('Convincing.');
  await page.getByRole('button', { name: 'Save my review' }).click();
  await expect(page.getByText(`Your review of ${applicant} is saved.`)).toBeVisible();
}

/** Two reviewers read independently, so at the same time. */
export async function reviewByTwo(story: Story, applicant: string): Promise<void> {
  const [first, second] = REVIEWERS;
  const [one, other] = [await newPage(story), await newPage(story)];
  await Promise.all([review(one, first, applicant, 4), review(other, second, applicant, 5)]);
  await Promise.all([one.context().close(), other.context().close()]);
}

export async function offerToTheFirst({ page }: Story, opening: string, applicant: string) {
  await open(page, `/recruitment/${opening}`);
  await page.getByRole('tab', { name: 'Ranking' }).click();
  const first = page.getByRole('row').nth(1);
  await expect(first.getByRole('rowheader')).toHaveText(`1${applicant}`);
  await expect(first).toContainText('4.5');
  await expect(first).toContainText('2 of 2 reviews');
  await first.getByRole('link', { name: applicant }).click();
  await settle(page);
  await page.getByRole('button', { name: 'Offer the seat' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Reason' }).fill('First in the ranking.');
  await submit(form, 'Offer the seat');
  await expect(page.getByText(`The seat is offered to ${applicant}.`)).toBeVisible();
}

/** By the links in their mails the applicant accepts first the offer, then the invitation. */
export async function acceptOffer(story: Story, actor: Actor, title: string): Promise<void> {
  const { page, name } = actor;
  await open(page, await mailedLink(story, `An offer: ${title}`, addressOf(name)));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`An offer for you, ${name}`);
  await decide(page, 'Accept the offer');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome to the network');
  await welcome(actor, await mailedLink(story, 'Your invitation', addressOf(name)));
  await expect(grant(page, 'Coordinator', story.region.name)).toBeVisible();
}

export async function seeTermInTraining({ page }: Story, seat: string, name: string) {
  await open(page, '/seats');
  const row = seatRow(page, seat);
  await expect(row).toContainText(name);
  await expect(row).toContainText(written(TERM_ENDS));
  await expect(row).toContainText('In training');
}

/** Another coordinator of the region, found in the same way without the screens. */
export async function findSecond(
  { crowd, region }: Story,
  name: string,
  seat: string,
): Promise<Person> {
  const reviewers = await Promise.all(
    REVIEWERS.map((each) => personAt(crowd, `${each}@demo.perennial.example`)),
  );
  const ids = reviewers.map(({ id }) => id);
  const person = await appoint(crowd, { name, seat, region_id: region.id, reviewers: ids });
  expect((await termOf(crowd, person.id)).state).toBe('in_training');
  return person;
}
