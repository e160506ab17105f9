// 4: a cycle brings mentors and mentees together, and says why; what becomes of a pair is theirs.
import { expect, type Page } from '@playwright/test';
import { open, settle } from '../axe';
import { acceptProposals, agree, day, enrolPairs, inviteByLink } from '../crowd';
import { signAgreement } from '../pairing';
import { question, submit } from '../question';
import { type Actor, decide, figure, newPage, type Story, welcome } from './cast';

type Role = 'mentor' | 'mentee';

const TOPIC = 'zine making';
const GOAL = 'Start a zine library';
const OTHER_PAIRS = 11;
const PAIRS = OTHER_PAIRS + 1;

const moveOn = (page: Page, state: string) => decide(page, `Move on to: ${state}`);

/** Plans a cycle and lets people enrol; answers its address. */
export async function planCycle({ page }: Story, name: string): Promise<string> {
  await open(page, '/cycles');
  await page.getByRole('button', { name: 'Plan a cycle' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name' }).fill(name);
  await form.getByLabel('First day').fill(day(-1));
  await form.getByLabel('Day after its last').fill(day(240));
  await submit(form, 'Plan it as a draft');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await moveOn(page, 'Enrolling');
  await expect(page.getByText(/^Mentors and mentees can enrol/)).toBeVisible();
  return new URL(page.url()).pathname;
}

async function enrol({ page }: Actor, role: Role, cycle: string): Promise<void> {
  const mentor = role === 'mentor';
  await open(page, `${cycle}/enrol`);
  await page.getByRole('radio', { name: mentor ? /^Mentor/ : /^Mentee/ }).check();
  await page.getByRole('combobox', { name: 'Setting' }).selectOption({ label: 'Public' });
  await page
    .getByRole('combobox', { name: 'Career stage' })
    .selectOption({ label: mentor ? 'Late career' : 'Early career' });
  await page.getByRole('textbox', { name: /^Years/ }).fill(mentor ? '20' : '2');
  const topics = page.getByRole('textbox', { name: mentor ? /^Fields of expertise/ : /^Goals/ });
  await topics.fill(TOPIC);
  await topics.press('Enter');
  await page.getByRole('button', { name: 'Enrol', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Your place in this cycle' })).toBeVisible();
}

/** Somebody of the region is invited, comes in by the mailed link, and enrols. */
export async function join(story: Story, role: Role, name: string, cycle: string): Promise<Actor> {
  const actor = { name, page: await newPage(story) };
  await welcome(actor, await inviteByLink(story.crowd, name, role, story.region.id));
  await enrol(actor, role, cycle);
  return actor;
}

export async function enrolTheOthers({ crowd, page, region }: Story, cycle: string) {
  const others = await enrolPairs(crowd, OTHER_PAIRS, cycle.split('/').at(-1) ?? '', region.id);
  await open(page, cycle);
  await expect(figure(page, 'Mentees')).toHaveText(`${PAIRS}`);
  await expect(figure(page, 'Mentors')).toHaveText(`${PAIRS}`);
  await moveOn(page, 'Matching');
  return others;
}

/** The coordinator runs a round of the region, reads why the two fit, and publishes; answers its id. */
export async function runRound({ page }: Actor, cycle: string, mentor: string, mentee: string) {
  await open(page, cycle);
  await page.getByRole('button', { name: 'Start a round' }).click();
  await submit(page.getByRole('dialog'), 'Start a round');
  await expect(page.getByText(/^Proved best possible/)).toBeVisible();
  await expect(page.getByRole('tab', { name: `Pairs (${PAIRS})` })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Unmatched (0)' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find a name' }).fill(mentee);
  await page.getByRole('grid').getByRole('row', { name: mentee }).click();
  const pair = page.getByRole('article', { name: `${mentee} with ${mentor}` });
  // While a pair is being read, its name stands over the reasons of the one before.
  await expect(page.locator('[aria-busy="true"] > article')).toHaveCount(0);
  // What the reasons add up to is what the pair is worth.
  const sum = await pair.getByText(/^\d+ of \d+ points\.$/).textContent();
  const points = sum?.split(' ')[0];
  await expect(pair.getByRole('paragraph').first()).toHaveText(
    new RegExp(`^${points}\\s*of \\d+ points$`),
  );
  await expect(pair.getByText(`The mentor knows what the mentee aims at: ${TOPIC}.`)).toBeVisible();
  await expect(pair.getByText('Not asked yet')).toBeVisible();
  await decide(page, 'Publish this round', `Send ${2 * PAIRS} mails`);
  await expect(page.getByText('Published', { exact: true })).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function accept({ page }: Actor, other: string, answer: string): Promise<void> {
  await open(page, '/my-proposals');
  const proposal = page.getByRole('region', { name: new RegExp(`^${other} could be your`) });
  await expect(proposal.getByText(TOPIC).first()).toBeVisible();
  await proposal.getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByText(answer)).toBeVisible();
}

/** Both say yes on their screens; answers the address of their pairing. */
export async function acceptBoth(mentor: Actor, mentee: Actor): Promise<string> {
  await accept(mentor, mentee.name, `You hear from us when ${mentee.name} has answered.`);
  await accept(mentee, mentor.name, `You and ${mentor.name} are a pairing now.`);
  await mentee.page.waitForURL(/\/pairings\//);
  await settle(mentee.page);
  return new URL(mentee.page.url()).pathname;
}

/** The eleven other pairs accept, agree and sign; the cycle goes on to mentoring. */
export async function followTheOthers(
  { crowd, page }: Story,
  round: string,
  others: Awaited<ReturnType<typeof enrolTheOthers>>,
  cycle: string,
): Promise<void> {
  const pairings = await acceptProposals(crowd, round, others);
  expect(pairings).toHaveLength(OTHER_PAIRS);
  await agree(pairings);
  await open(page, cycle);
  await moveOn(page, 'Mentoring');
  await expect(page.getByText(/^Pairs are at work/)).toBeVisible();
}

async function sign({ page }: Actor): Promise<void> {
  await signAgreement(page);
}

export async function writeAgreement(mentor: Actor, mentee: Actor, pairing: string) {
  await mentee.page.getByRole('button', { name: 'Write the agreement' }).click();
  await mentee.page.getByRole('textbox', { name: 'Goals' }).fill(GOAL);
  await mentee.page.getByRole('button', { name: 'Save' }).click();
  await sign(mentee);
  await expect(mentee.page.getByText('Waits for signatures')).toBeVisible();
  await open(mentor.page, pairing);
  await expect(mentor.page.getByText(GOAL)).toBeVisible();
  await sign(mentor);
  await expect(mentor.page.getByText('Signed by both')).toBeVisible();
}

export async function logMeeting({ page }: Actor, coordinator: Actor, pairing: string) {
  await page.getByRole('button', { name: 'Log a meeting' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Minutes' }).fill('45');
  await form.getByRole('textbox', { name: /^Shared note/ }).fill('Next: the first issue.');
  await submit(form, 'Log it');
  await expect(form).toBeHidden();
  await expect(page.getByText('Video, 45 minutes')).toBeVisible();
  await expect(page.getByText('Next: the first issue.')).toBeVisible();

  // Who oversees the pairing sees that they met, and not what they noted.
  await open(coordinator.page, pairing);
  await expect(coordinator.page.getByText('Video, 45 minutes')).toBeVisible();
  await expect(coordinator.page.getByText('Next: the first issue.')).toBeHidden();
}

/** Closing the cycle ends its pairs, as the question before it says; the two see it, and get their certificate. */
export async function closeCycle(
  { page }: Story,
  { page: mentee }: Actor,
  cycle: string,
  pairing: string,
) {
  await open(page, cycle);
  await page.getByRole('button', { name: 'Move on to: Closed' }).click();
  const asked = question(page);
  await expect(asked.getByText(new RegExp(`^${PAIRS} pairings end with the cycle`))).toBeVisible();
  await expect(asked.getByText('No planned meeting is called off.')).toBeVisible();
  await expect(asked.getByText('No pairing lasts beyond the cycle.')).toBeVisible();
  await submit(asked, 'Move on to: Closed');
  await expect(page.getByText(/^The cycle is over/)).toBeVisible();
  // A job ends them one after the other.
  const certificate = mentee.getByRole('link', { name: 'See the certificate' });
  await expect(async () => {
    await open(mentee, pairing);
    await expect(certificate).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(mentee.getByText('The cycle is over')).toBeVisible();
  await certificate.click();
  await expect(mentee.getByText(/^worked together .* until the cycle ended on /)).toBeVisible();
}
