// 3: a cohort meets twice; who was there each time has completed the training, and the term begins.
import { expect, type Page } from '@playwright/test';
import { open, settle } from '../axe';
import { day } from '../crowd';
import { submit } from '../question';
import { type Actor, choosePerson, type Story, seatRow } from './cast';

const SESSIONS = [
  ['Listening', -10],
  ['Matching', -3],
] as const;

async function addMember(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a member' }).click();
  const form = page.getByRole('dialog');
  await choosePerson(form, /^Member/, name);
  await submit(form, 'Add a member');
  await expect(page.getByRole('row', { name })).toContainText('In training');
}

async function planSession(page: Page, title: string, on: string): Promise<void> {
  await page.getByRole('button', { name: 'Plan a session' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Session' }).fill(title);
  await form.getByLabel('Begins at').fill(`${on}T14:00`);
  await form.getByLabel('Time zone').selectOption('America/Chicago');
  await submit(form, /^Save$/);
  await expect(page.getByRole('row', { name: title })).toContainText('Workshop');
}

/** A cohort with members, two sessions, and the requirement to be at both; answers its address. */
export async function makeCohort({ page, run }: Story, members: string[]): Promise<string> {
  await open(page, '/cohorts');
  await page.getByRole('button', { name: 'New cohort' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name' }).fill(`Cohort ${run}`);
  await form.getByLabel('Starts').fill(day(-60));
  await form.getByLabel('Ends').fill(day(60));
  await submit(form, 'Make the cohort');
  await expect(page.getByRole('heading', { level: 1, name: `Cohort ${run}` })).toBeVisible();
  for (const name of members) await addMember(page, name);
  await page.getByRole('tab', { name: 'Sessions' }).click();
  for (const [title, offset] of SESSIONS) await planSession(page, title, day(offset));
  await page.getByRole('tab', { name: 'Requirements' }).click();
  await page.getByRole('button', { name: 'Add a requirement' }).click();
  await form.getByRole('textbox', { name: 'Requirement' }).fill('Both workshops');
  await form.getByRole('button', { name: 'Add a requirement' }).click();
  await expect(page.getByRole('row', { name: 'Both workshops' })).toContainText(
    'Attendance, no absence allowed',
  );
  return new URL(page.url()).pathname;
}

export async function recordAttendance({ page }: Story, members: string[]): Promise<void> {
  for (const [title] of SESSIONS) {
    await page.getByRole('tab', { name: 'Sessions' }).click();
    await page.getByRole('row').getByRole('link', { name: title }).click();
    await settle(page);
    await page.getByRole('button', { name: 'All others were present' }).click();
    await page.getByRole('button', { name: 'Save attendance' }).click();
    for (const name of members) {
      const row = page.getByRole('row', { name });
      await expect(row).toContainText(/Recorded \w/);
      await expect(row.getByRole('radio', { name: 'Present' })).toBeChecked();
    }
    await page.getByRole('link', { name: 'Back to the cohort' }).click();
    await settle(page);
  }
}

async function askToComplete(page: Page, cohort: string, name: string): Promise<void> {
  // Opened anew, since the notices of what was done before lie over the rows for a while.
  await open(page, cohort);
  const row = page.getByRole('row', { name });
  await row.getByRole('button', { name: /^Complete/ }).click();
}

/** Completing is refused as long as a requirement is open. */
export async function seeItIsTooEarly({ page }: Story, cohort: string, name: string) {
  await askToComplete(page, cohort, name);
  const form = page.getByRole('dialog');
  await expect(form.getByText(/^These requirements are open/)).toBeVisible();
  await expect(form.getByText('Both workshops')).toBeVisible();
  await submit(form, 'Cancel');
}

export async function complete({ page }: Story, cohort: string, members: string[]) {
  for (const name of members) {
    await askToComplete(page, cohort, name);
    await page.getByRole('dialog').getByRole('button', { name: 'Complete' }).click();
    await expect(
      page.getByText(`${name} has completed the training. A term is active now.`),
    ).toBeVisible();
    await expect(page.getByRole('row', { name })).toContainText('Completed');
  }
}

export async function seeActiveTerm({ page, run }: Story, actor: Actor, seat: string) {
  await open(page, '/seats');
  const row = seatRow(page, seat);
  await expect(row).toContainText(actor.name);
  await expect(row).toContainText('Active');
  await open(actor.page, '/training');
  const mine = actor.page.getByRole('region', { name: `Cohort ${run}` });
  await expect(mine.getByText(/^Completed on/)).toBeVisible();
}
