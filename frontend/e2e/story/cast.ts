// Who and what every step of the story knows, and the gestures that they share.
import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import type { RegionView } from '../../src/gen';
import { open } from '../axe';
import { type Crowd, PASSWORD } from '../crowd';
import { question } from '../question';

/** How long a press may wait for what it presses. */
export const PATIENCE = 20_000;

export interface Story {
  /** Makes titles and names this run's own. */
  run: string;
  /** Where the administrator works, who stands for every organiser. */
  page: Page;
  browser: Browser;
  crowd: Crowd;
  region: RegionView;
}

/** Somebody with a browser of their own. */
export interface Actor {
  name: string;
  page: Page;
}

/** A calendar date as the screens write it. */
export const written = (date: string) =>
  new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(date));

export async function newPage({ browser }: Story): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  return page;
}

/** Presses a button that asks before it acts, and says yes. */
export async function decide(page: Page, button: string, yes = button): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await question(page).getByRole('button', { name: yes, exact: true }).click();
  await expect(question(page)).toBeHidden();
}

/** The figure of that name. */
export const figure = (page: Page, name: string) =>
  page
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator('..')
    .getByRole('definition')
    .first();

/** A role that the signed-in person reads of themselves on the Today page, and where they hold it. */
export const grant = (page: Page, role: string, where: string) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${role}\\s*${where}$`) });

/** A seat's row on the page of seats and terms. */
export const seatRow = (page: Page, seat: string) =>
  page.getByRole('table', { name: 'Seats', exact: true }).getByRole('row', { name: seat });

export async function choosePerson(form: Locator, label: RegExp, name: string): Promise<void> {
  await form.getByRole('combobox', { name: label }).fill(name);
  await form.getByRole('option', { name }).click();
}

/** The link of a mail as it stands in the outbox, as a path of the site. */
export async function mailedLink({ page }: Story, subject: string, to: string): Promise<string> {
  await open(page, '/mails');
  const mail = page.getByRole('row').filter({ hasText: to }).filter({ hasText: subject });
  await mail.getByRole('button', { name: /^Read/ }).click();
  const letter = page.getByRole('dialog');
  const { pathname, hash } = new URL((await letter.getByRole('link').getAttribute('href')) ?? '');
  await letter.getByRole('button', { name: 'Close' }).click();
  return `${pathname}${hash}`;
}

/** Accepts an invitation by its link; from then on the page is signed in. */
export async function welcome({ page, name }: Actor, link: string): Promise<void> {
  await open(page, link);
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(name);
  await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('New password again').fill(PASSWORD);
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `Good day, ${name.split(' ')[0]}`,
  );
}
