// 5 and 6: what the pairs say, with nobody to be recognised in it, and what the network changes because of it.
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { SurveyAnswer } from '../../src/gen';
import { open, settle } from '../axe';
import { addressOf, answerSurvey, day, inviteByLink, type Respondent } from '../crowd';
import { submit } from '../question';
import {
  choosePerson,
  decide,
  figure,
  mailedLink,
  newPage,
  type Story,
  welcome,
  written,
} from './cast';

const USEFUL = 'Our meetings are useful to me.';
const GOALS = 'We work on my goals.';
const SCALE = [
  ['useful', USEFUL],
  ['goals', GOALS],
  ['trust', 'I can speak openly.'],
  ['again', 'I would take part again.'],
] as const;
const REMARK = ['remark', 'What should change?'] as const;
const ITEMS = SCALE.length + 1;
const AGREE = 4;
const STRONGLY = 5;
/** So few mentees and mentors did not agree strongly that nobody may be told how many. */
const DISSENTING = 3;

async function addItem(page: Page, add: string, at: number, variable: string, prompt: string) {
  await page.getByRole('button', { name: add }).click();
  const item = page.getByRole('group', { name: `Item ${at}`, exact: true });
  await item.getByRole('textbox', { name: 'Question or statement' }).fill(prompt);
  await item.getByRole('textbox', { name: 'Variable' }).fill(variable);
  return item;
}

export async function publishInstrument({ page, run }: Story, title: string): Promise<void> {
  await open(page, '/instruments/new');
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
  await page.getByRole('textbox', { name: 'Code' }).fill(`pulse_${run}`);
  await page.getByRole('textbox', { name: 'Licence' }).fill('CC0');
  await page.getByRole('textbox', { name: 'How it is cited' }).fill('Perennial, own wording');
  for (const [at, [variable, prompt]] of SCALE.entries()) {
    const item = await addItem(page, 'Add agreement', at + 1, variable, prompt);
    await item.getByRole('checkbox', { name: /^Must be answered/ }).check();
  }
  await addItem(page, 'Add free text', ITEMS, ...REMARK);
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await decide(page, 'Publish');
  await expect(page.getByText(/^Published: it never changes again/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save the draft' })).toBeHidden();
}

/** Begins a study; answers its address. */
export async function beginStudy({ page }: Story, title: string): Promise<string> {
  await open(page, '/studies/new');
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
  await page.getByRole('textbox', { name: 'Consent' }).fill('Taking part is voluntary.');
  await page.getByRole('textbox', { name: 'Terms of use of the data' }).fill('For this program.');
  await page.getByLabel('Ends on').fill(day(400));
  await expect(page.getByRole('textbox', { name: 'Protection, k' })).toHaveValue('10');
  await page.getByRole('button', { name: 'Begin a study' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}

export async function openWave(
  { page }: Story,
  wave: { name: string; instrument: string; cycle: string; invited: number },
): Promise<void> {
  await page.getByRole('button', { name: 'Plan a wave' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name' }).fill(wave.name);
  await form.getByRole('combobox', { name: 'Instrument' }).selectOption({ label: wave.instrument });
  await form.getByRole('combobox', { name: 'Cycle' }).selectOption({ label: wave.cycle });
  await expect(form.getByRole('radio', { name: 'Both of every pair' })).toBeChecked();
  await submit(form, 'Plan a wave');
  await decide(page, 'Open the wave');
  await expect(
    page.getByText(`‘${wave.name}’ is open: ${wave.invited} people are invited.`),
  ).toBeVisible();
}

/** Somebody answers one question after the other, by the link in their mail and signed in nowhere. */
export async function answerByLink(story: Story, wave: string, name: string): Promise<void> {
  const link = await mailedLink(story, `A few questions: ${wave}`, addressOf(name));
  const page = await newPage(story);
  await open(page, link);
  await expect(page.getByText('Taking part is voluntary.')).toBeVisible();
  await page.getByRole('button', { name: 'I agree and begin' }).click();
  const title = page.getByRole('heading', { level: 1 });
  for (const [at, [, prompt]] of SCALE.entries()) {
    await expect(title).toHaveText(`Question ${at + 1} of ${ITEMS}`);
    const answer = prompt === USEFUL ? 'Agree' : 'Strongly agree';
    await page
      .getByRole('group', { name: prompt })
      .getByRole('radio', { name: answer, exact: true })
      .check();
    await page.getByRole('button', { name: 'Next' }).click();
  }
  await expect(title).toHaveText(`Question ${ITEMS} of ${ITEMS}`);
  await page.getByRole('checkbox', { name: 'I prefer not to answer this' }).check();
  await page.getByRole('button', { name: 'Send my answers' }).click();
  await expect(title).toHaveText('Thank you');
  await page.reload();
  await expect(title).toHaveText(/You have answered already|does not work any more/);
  await page.context().close();
}

/** Mentees agree that the meetings are useful and mentors do so strongly; about goals hardly anybody dissents. */
function answersOf(role: Respondent['role'], at: number): SurveyAnswer[] {
  const useful = role === 'mentee' ? AGREE : STRONGLY;
  const goals = at < DISSENTING ? AGREE : STRONGLY;
  return [
    { variable: 'useful', value: useful },
    { variable: 'goals', value: goals },
    { variable: 'trust', value: STRONGLY },
    { variable: 'again', value: STRONGLY },
    { variable: 'remark', missing: 'refused' },
  ];
}

export async function answerTheOthers({ crowd }: Story, people: Respondent[]): Promise<void> {
  await answerSurvey(crowd, people, answersOf);
}

/** Closes the wave; answers the address of its results. */
export async function closeWave({ page }: Story, study: string, wave: string): Promise<string> {
  await open(page, study);
  await decide(page, 'Close the wave');
  await expect(page.getByText(`‘${wave}’ is closed; its results are ready.`)).toBeVisible();
  await page.getByRole('link', { name: 'Results' }).click();
  await settle(page);
  await expect(page.getByRole('heading', { level: 1, name: wave })).toBeVisible();
  return new URL(page.url()).pathname;
}

const bars = (item: Locator) =>
  item.getByRole('figure', { name: 'How the answers spread' }).getByRole('listitem');

/** What ten people or more share is told, and what fewer share is not. */
export async function readResults({ page }: Story, n: number): Promise<void> {
  await expect(figure(page, 'Invited')).toHaveText(`${n}`);
  await expect(figure(page, 'Answered')).toHaveText(`${n}`);
  const useful = page.getByRole('region', { name: USEFUL, exact: true });
  await expect(useful.getByText(`${n} answered.`)).toBeVisible();
  const nobody = ['Strongly disagree0 (0%)', 'Disagree0 (0%)', 'Neither agree nor disagree0 (0%)'];
  const half = `${n / 2} (50%)`;
  await expect(bars(useful)).toHaveText([...nobody, `Agree${half}`, `Strongly agree${half}`]);
  const goals = page.getByRole('region', { name: GOALS, exact: true });
  // With the larger count shown, the smaller one could be reckoned.
  await expect(bars(goals)).toHaveText([...nobody, 'Agreehidden', 'Strongly agreehidden']);
}

async function download(page: Page, what: 'dataset' | 'codebook'): Promise<string[]> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: `Download ${what}.csv` }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(new RegExp(`^${what}-.*\\.csv$`));
  const text = await readFile(await file.path(), 'utf8');
  return text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split(/\r?\n/);
}

/** An evaluator of the study takes the dataset, and the codebook names just its columns. */
export async function takeDataset(story: Story, study: string, results: string, n: number) {
  const name = `Eve Evaluator ${story.run}`;
  const scope = study.split('/').at(-1) ?? '';
  const page = await newPage(story);
  await welcome({ name, page }, await inviteByLink(story.crowd, name, 'evaluator', scope));
  await open(page, results);
  const [header = '', ...responses] = await download(page, 'dataset');
  const [, ...columns] = await download(page, 'codebook');
  const names = columns.map((row) => row.split(',')[1]);
  expect(names).toContain('useful');
  expect(header.split(',')).toEqual(names);
  expect(responses).toHaveLength(n);
  await page.context().close();
}

export async function recordFinding({ page }: Story, title: string, n: number): Promise<void> {
  await page
    .getByRole('region', { name: USEFUL, exact: true })
    .getByRole('button', { name: /^Cite as a finding/ })
    .click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'The finding in one sentence' }).fill(title);
  await form
    .getByRole('textbox', { name: 'What it says, and what it does not' })
    .fill('Everybody who answered agrees.');
  await submit(form, 'Record the finding');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const cited = page.getByRole('region', { name: USEFUL });
  await expect(cited.getByText(`${n} answered.`)).toBeVisible();
}

export async function planAdjustment({ page }: Story, title: string, owner: string): Promise<void> {
  await page.getByRole('button', { name: 'Plan an adjustment' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'What is changed' }).fill(title);
  await choosePerson(form, /^Who sees to it/, owner);
  await form.getByLabel('Due').fill(day(60));
  await submit(form, 'Save');
  const row = page.getByRole('row', { name: title });
  await expect(row).toContainText(owner);
  await expect(row).toContainText(written(day(60)));
  await expect(row).toContainText('Planned');
}
