// 7: who has done what is asked for hands on, and the region stays covered.
import { expect } from '@playwright/test';
import { open, settle } from '../axe';
import { termOf } from '../crowd';
import { submit } from '../question';
import { type Actor, choosePerson, grant, type Story, written } from './cast';

const CRITERIA = 5;

export async function graduate({ page, region }: Story, actor: Actor, wave: string) {
  const { name } = actor;
  await open(page, '/readiness');
  await page.getByRole('link', { name }).click();
  await settle(page);
  const readiness = page.getByRole('region', { name: 'What graduation asks for' });
  await expect(readiness).toContainText('Ready to graduate');
  await expect(readiness).toContainText(`${CRITERIA} of ${CRITERIA}`);
  await expect(readiness.getByText('Met', { exact: true })).toHaveCount(CRITERIA);
  await readiness
    .getByText(/says? so$/)
    .last()
    .click();
  await expect(readiness.getByText(wave)).toBeVisible();
  await page.getByRole('button', { name: 'Graduate', exact: true }).click();
  const form = page.getByRole('dialog');
  await expect(form.getByRole('textbox')).toHaveCount(0);
  await submit(form, `Graduate ${name}`);
  await expect(page.getByText(`${name} has graduated and is a guide now.`)).toBeVisible();
  await expect(page.getByText('This term is over.').first()).toBeVisible();

  await open(actor.page, '/');
  await expect(grant(actor.page, 'Guide', region.name)).toBeVisible();
  await expect(grant(actor.page, 'Coordinator', region.name)).toHaveCount(0);
}

export async function giveGuide({ page, region }: Story, coordinator: string, guide: string) {
  await open(page, '/readiness');
  await page.getByRole('link', { name: coordinator }).click();
  await settle(page);
  await page.getByRole('button', { name: 'Give a guide' }).click();
  const form = page.getByRole('dialog');
  await choosePerson(form, /^Guide/, guide);
  await submit(form, 'Give a guide');
  await expect(page.getByText(`${guide} guides ${coordinator} from today.`)).toBeVisible();

  await open(page, '/guides');
  const row = page.getByRole('row', { name: guide });
  await expect(row).toContainText(coordinator);
  await expect(row).toContainText(region.name);
}

/** The coverage says of the region and its seat who holds it, and until when. */
export async function seeCoverage(
  { page, crowd, region }: Story,
  holder: { id: string; name: string; seat: string },
  freeSeat: string,
): Promise<void> {
  const until = written((await termOf(crowd, holder.id)).ends_on);
  await open(page, '/coverage');
  const seats = page.getByRole('table', { name: 'Every seat' });
  const held = seats.getByRole('row', { name: `${region.name}, ${holder.seat}` });
  await expect(held).toContainText('Covered');
  await expect(held.getByRole('link')).toHaveText(holder.name);
  await expect(held).toContainText(until);
  const free = seats.getByRole('row', { name: `${region.name}, ${freeSeat}` });
  await expect(free).toContainText('Uncovered');
  await expect(free).toContainText('nobody');

  const map = page.getByRole('figure', { name: 'Who covers what today' });
  await map.getByRole('button', { name: /^Show as a table/ }).click();
  const ohio = map.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Ohio' }) });
  await expect(ohio).toContainText(region.name);
  await expect(ohio).toContainText(`${holder.name} until ${until}`);
}
