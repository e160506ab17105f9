// 0: what the network is for, what it wants to reach, and what helps those who carry it.
import { expect, type Locator, type Page } from '@playwright/test';
import { open } from '../axe';
import { day } from '../crowd';
import { submit } from '../question';
import { choosePerson, type Story } from './cast';

export async function adoptCharter({ page, run }: Story): Promise<void> {
  const structure = `Nine members with seats of two years, ${run}.`;
  await open(page, '/charter/new');
  await page
    .getByRole('textbox', { name: 'Mission' })
    .fill('Every librarian finds a mentor, wherever they work.');
  await page.getByRole('textbox', { name: 'Goals' }).fill('A coordinator in every region');
  await page.getByRole('textbox', { name: 'Structure' }).fill(structure);
  await page.getByRole('button', { name: 'Adopt this version' }).click();
  await expect(page.getByText(/^Version \d+, in force$/)).toBeVisible();
  await expect(page.getByText(structure)).toBeVisible();
}

/** Adds an objective to the plan; answers its card. */
export async function addObjective(page: Page, objective: string): Promise<Locator> {
  await open(page, '/plan');
  await page.getByRole('button', { name: 'Add an objective' }).click();
  await page.getByRole('textbox', { name: 'Objective' }).fill(objective);
  await page.getByRole('button', { name: 'Save' }).click();
  return page.getByRole('region', { name: new RegExp(objective) });
}

export async function planMilestone({ page, run }: Story): Promise<void> {
  const objective = `Zero uncovered days ${run}`;
  const milestone = `Once around the loop ${run}`;
  const card = await addObjective(page, objective);
  await card.getByRole('button', { name: /^Add a milestone/ }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Milestone' }).fill(milestone);
  await choosePerson(form, /^Owner/, 'Ada Merriweather');
  await form.getByLabel('Due').fill(day(30));
  await submit(form, 'Save');
  await expect(card.getByRole('row', { name: milestone })).toContainText('Ada Merriweather');

  await open(page, '/');
  await expect(
    page
      .getByRole('region', { name: 'Milestones' })
      .getByRole('listitem')
      .filter({ hasText: milestone }),
  ).toContainText(`You answer for it · ${objective}`);
}

/** Drafts a resource, hands it in and publishes it. */
export async function publishResource({ page, run }: Story, kind: string, title: string) {
  await open(page, '/library/new');
  await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: kind });
  await page.getByRole('textbox', { name: 'Title' }).fill(`${title} ${run}`);
  await page.getByRole('textbox', { name: 'Summary' }).fill('For the first hour of a pair.');
  await page
    .getByRole('textbox', { name: 'Text' })
    .fill('## Before you meet\n\n* Read what the other wrote');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByRole('button', { name: 'Hand in for review' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await submit(page.getByRole('dialog'), 'Publish');
  await expect(page.getByText('Readers see version 1.')).toBeVisible();
}

export async function findInLibrary({ page, run }: Story, titles: string[]): Promise<void> {
  await open(page, '/library');
  await page.getByRole('searchbox').fill(run);
  const found = page.getByRole('main').getByRole('link', { name: run });
  await expect(found).toHaveCount(titles.length);
  for (const title of titles) {
    await expect(found.filter({ hasText: `${title} ${run}` })).toBeVisible();
  }
}
