// A committee at its reviews: conflicts declared, applications shared out, scored in the browser and by the API, a review set aside.
import { expect, type Page } from '@playwright/test';
import type { AssignmentView, OpeningDetail } from '../src/gen';
import { inspect, open } from './axe';
import { type Crowd, inTurns, type Person } from './crowd';
import { question, submit } from './question';

export const REVIEWERS = 6;

export interface List<T> {
  items: T[];
}

/** A search that is under way, and who takes part. */
export interface Search {
  run: string;
  crowd: Crowd;
  title: string;
  seats: [string, string];
  opening: OpeningDetail;
  best: [string, string, string];
  reviewers: Array<Person & { email: string }>;
}

export async function declareConflict(
  page: Page,
  application: string,
  reviewer: string,
): Promise<void> {
  await open(page, `/recruitment/applications/${application}`);
  await page.getByRole('button', { name: 'Declare a conflict' }).click();
  const form = page.getByRole('dialog');
  const choice = form.getByRole('combobox', { name: 'Reviewer' });
  const wanted = choice.getByRole('option').filter({ hasText: reviewer });
  await choice.selectOption((await wanted.getAttribute('value')) ?? '');
  await form.getByRole('textbox', { name: 'Reason' }).fill('They wrote a book together.');
  await submit(form, 'Declare a conflict');
  await expect(page.getByText('must not review this application').first()).toBeVisible();
}

/** Shares all applications out in the browser; answers who has what. */
export async function shareOut(
  page: Page,
  { crowd, opening, run }: Search,
): Promise<AssignmentView[]> {
  await open(page, `/recruitment/${opening.id}`);
  await page.getByRole('button', { name: 'Assign reviewers' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('searchbox', { name: /^Search reviewers/ }).fill(`${run}@panel`);
  await expect(form.getByRole('checkbox')).toHaveCount(REVIEWERS);
  for (const each of await form.getByRole('checkbox').all()) await each.check();
  await form.getByRole('button', { name: 'Share out' }).click();
  await expect(form.getByText(/^Shared out/)).toBeVisible();
  await expect(form.getByRole('row')).toHaveCount(1 + REVIEWERS);
  await submit(form, 'Close');
  const path = `/openings/${opening.id}/assignments?limit=200`;
  return (await crowd.admin.get<List<AssignmentView>>(path)).items;
}

/** What everybody gives to an applicant: the best get more, the first the most. */
export function scoresFor(name: string, best: Search['best']): [number, number, number] {
  const place = best.indexOf(name);
  if (place < 0) return [2, 3, 2];
  return (
    [
      [5, 5, 5],
      [5, 5, 4],
      [5, 4, 4],
    ] as Array<[number, number, number]>
  )[place] as [number, number, number];
}

/** One reviewer opens their list, takes one and scores it by the keyboard alone. */
export async function reviewInBrowser(page: Page, name: string, scores: readonly number[]) {
  await page.getByRole('row').filter({ hasText: name }).getByRole('link').click();
  await page.getByRole('radiogroup').first().waitFor();
  await page.getByRole('radio').first().focus();
  for (const score of scores) {
    await page.keyboard.press('Space');
    for (let at = 1; at < score; at += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
  }
  await page.getByRole('textbox', { name: 'Comment' }).fill('Read with care.');
  await page.getByRole('button', { name: 'Save my review' }).press('Enter');
  await expect(page.getByText(`Your review of ${name} is saved.`)).toBeVisible();
}

export async function reviewTheRest(
  made: Search,
  shares: readonly AssignmentView[],
): Promise<void> {
  const { opening, reviewers, best } = made;
  const waiting = shares.filter(({ state }) => state === 'assigned');
  await inTurns(waiting, async ({ application_id, applicant_name, reviewer_id }) => {
    const reviewer = reviewers.find(({ id }) => id === reviewer_id);
    const given = scoresFor(applicant_name, best);
    await reviewer?.api.put(`/applications/${application_id}/review`, {
      scores: opening.criteria.map(({ id }, at) => ({ criterion_id: id, score: given[at] })),
      comment: '',
    });
  });
}

/** A conflict is found after the review was written: its scores leave the ranking and stay to be read. */
export async function setAside(
  page: Page,
  { opening }: Search,
  application: string,
): Promise<void> {
  await open(page, `/recruitment/applications/${application}`);
  await page
    .getByRole('button', { name: /^Set the review aside: / })
    .first()
    .click();
  await expect(question(page)).toContainText('leave the ranking and the agreement at once');
  await question(page).getByRole('textbox', { name: 'Reason' }).fill('They were colleagues.');
  expect(await inspect(page)).toEqual([]);
  await submit(question(page), 'Set the review aside');
  await expect(page.getByText('these scores do not count')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Count it again: / })).toBeVisible();
  await open(page, `/recruitment/${opening.id}?tab=ranking`);
  await expect(page.getByText('1 review set aside')).toBeVisible();
}
