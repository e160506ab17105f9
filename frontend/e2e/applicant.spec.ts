// The applicant's side, on paper no account: a draft saved on a laptop, resumed by the mailed link on a phone, sent; a referee
// answers; the status page; withdrawal. The task force sees what came in, and by which campaign.
import { type APIRequestContext, type Browser, expect, type Page, test } from '@playwright/test';
import { dress, inspect, listen, open, settle } from './axe';
import { addressOf, type Crowd, day, gather, linkMailedTo, mailedLinks, regionOf } from './crowd';
import { signInAs } from './people';
import { submit } from './question';

interface Search {
  crowd: Crowd;
  opening: string;
  title: string;
  applicant: string;
  referee: string;
}

/** A published opening that asks for a reference. */
async function search(request: APIRequestContext): Promise<Search> {
  const run = Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
  const crowd = await gather(request, run);
  const { admin } = crowd;
  const region = await regionOf(crowd, 'OH');
  const seat = await admin.post<{ id: string }>('/seats', {
    region_id: region.id,
    name: `Applicants ${run}`,
  });
  const title = `Coordinator ${run}`;
  const opening = await admin.post<{ id: string }>('/openings', {
    region_id: region.id,
    seat_ids: [seat.id],
    title,
    description: 'You support the pairs of a region.',
    term_starts_on: day(60),
    term_ends_on: day(700),
    closes_on: day(20),
    references_asked: 1,
  });
  await admin.post(`/openings/${opening.id}/publish`);
  return { crowd, opening: opening.id, title, applicant: `Ines ${run}`, referee: `Rosa ${run}` };
}

/** The link in the newest mail to somebody, as the outbox shows it. */
async function linkTo({ crowd }: Search, name: string): Promise<string> {
  const link = (await mailedLinks(crowd)).get(addressOf(name));
  expect(link, `a mail with a link for ${name}`).toBeDefined();
  return link ?? '';
}

async function phone(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ hasTouch: true })).newPage();
  await dress(page, 'dark', 390);
  return page;
}

async function saveForLater(page: Page, { opening, applicant }: Search, from: string) {
  await open(page, `/openings/${opening}?from=${from}`);
  await page.getByRole('button', { name: 'Save for later' }).click();
  await expect(page.getByLabel('Email', { exact: true })).toBeFocused();
  await page.getByLabel('Email', { exact: true }).fill(addressOf(applicant));
  await page.getByLabel('Your name').fill(applicant);
  await page.getByRole('textbox', { name: 'Experience' }).fill('Nine years, so far.');
  await page.getByRole('button', { name: 'Save for later' }).click();
  await expect(page.getByText('A mail with a link to go on is on its way to')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Experience' })).toHaveValue(
    'Nine years, so far.',
  );
  expect(await inspect(page)).toEqual([]);
}

async function finish(page: Page, { applicant, referee }: Search) {
  await expect(page.getByRole('textbox', { name: 'Experience' })).toHaveValue(
    'Nine years, so far.',
  );
  await page.getByRole('button', { name: 'Send my application' }).click();
  await expect(page.getByText('This is needed.').first()).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await page.getByLabel('Institution').fill('Mesa Library');
  await page.getByRole('textbox', { name: 'Leadership' }).fill('A committee.');
  await page.getByRole('textbox', { name: 'Commitment' }).fill('Four hours a week.');
  const group = page.getByRole('group', { name: 'Referee 1' });
  await group.getByLabel('Referee’s name').fill(referee);
  await group.getByLabel('How they know you').fill('My director');
  await group.getByLabel('Referee’s email').fill(addressOf(applicant));
  await page.getByRole('button', { name: 'Send my application' }).click();
  await expect(page.getByText('This is your own address: name somebody else.')).toBeVisible();
  await group.getByLabel('Referee’s email').fill(addressOf(referee));
  const cv = { name: 'cv.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') };
  await page.getByLabel('Add a file').setInputFiles(cv);
  await expect(page.getByText('The file is not what its name says.')).toBeVisible();
  await page.getByLabel('Add a file').setInputFiles({ ...cv, buffer: Buffer.from('%PDF-1.7') });
  await expect(page.getByText('cv.pdf (1 KB)')).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await expect(page.getByText(/^Everything is saved/)).toBeVisible();
  await page.getByRole('button', { name: 'Send my application' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Thank you, ${applicant}`);
}

async function writeReference(page: Page, { applicant }: Search) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`A reference for ${applicant}`);
  await page.getByRole('button', { name: 'Send my reference' }).click();
  await expect(page.getByText('This is needed.').first()).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await page.getByLabel(`How you know ${applicant}`).fill('I am her director.');
  await page.getByLabel('Years you have known each other').fill('six');
  await page.getByRole('textbox', { name: 'Your reference' }).fill('Patient and clear.');
  await expect(page.getByText('Write a whole number from 0 to 80.')).toBeVisible();
  await page.getByLabel('Years you have known each other').fill('6');
  await page.getByRole('button', { name: 'Send my reference' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you for your reference');
}

/** Telephone and residence are corrected, and another mail address is confirmed by its owner; ends on the newer status page. */
async function correctDetails(page: Page, here: Search) {
  await page.getByRole('button', { name: 'Correct my details' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Telephone').fill('call me');
  await form.getByLabel('Where you live').selectOption({ label: 'Ohio' });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('This is no telephone number.')).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await form.getByLabel('Telephone').fill('+1 216 555 0134');
  await submit(form, 'Save');
  await expect(form).toBeHidden();
  await expect(page.getByText('Ohio')).toBeVisible();
  await page.getByRole('button', { name: 'Use another email' }).click();
  const other = `new.${addressOf(here.applicant)}`;
  await form.getByLabel('New email').fill(other);
  expect(await inspect(page)).toEqual([]);
  await form.getByRole('button', { name: 'Mail the link' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByText(`${other} waits to be confirmed`)).toBeVisible();
  await open(page, await linkMailedTo(here.crowd, other));
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('button', { name: 'This is my address' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your address is confirmed');
  await open(page, await linkMailedTo(here.crowd, other));
  await expect(page.getByText(other)).toBeVisible();
}

test('a draft is saved, resumed on a phone, sent, spoken for, followed and withdrawn', async ({
  page,
  browser,
  request,
}) => {
  // Four people's work in one.
  test.slow();
  const here = await search(request);
  const { crowd, opening, applicant, referee, title } = here;
  await signInAs(page, 'taskforce');
  await open(page, `/recruitment/${opening}?tab=campaigns`);
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create a campaign' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create a campaign' });
  await dialog.getByLabel('Campaign').fill('Spring letter');
  await dialog.getByLabel('Channel').selectOption('newsletter');
  await dialog.getByLabel('Partner').fill('Ohio Library Council');
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, 'Save');
  const row = page.getByRole('row').filter({ hasText: 'Spring letter' });
  const from = /\?from=(\w{6})/.exec((await row.textContent()) ?? '')?.[1] ?? '';
  expect(from).not.toBe('');

  const laptop = await (await browser.newContext()).newPage();
  const complaints = listen(laptop);
  await saveForLater(laptop, here, from);
  expect(complaints).toEqual([]);
  await laptop.context().close();

  const small = await phone(browser);
  await open(small, await linkTo(here, applicant));
  expect(await inspect(small)).toEqual([]);
  await finish(small, here);
  expect(await inspect(small)).toEqual([]);

  const outside = await phone(browser);
  await open(outside, await linkTo(here, referee));
  await writeReference(outside, here);
  expect(await inspect(outside)).toEqual([]);
  await outside.context().close();

  await open(small, await linkTo(here, applicant));
  await expect(small.getByRole('heading', { level: 1 })).toHaveText(
    `Your application, ${applicant}`,
  );
  await expect(small.getByText('Received', { exact: true }).first()).toBeVisible();
  await expect(small.getByText('Patient and clear.')).toHaveCount(0);
  expect(await inspect(small)).toEqual([]);

  await correctDetails(small, here);

  await open(page, `/recruitment/${opening}?tab=campaigns`);
  await expect(row.getByRole('cell').nth(2)).toContainText('1');
  const { items } = await crowd.admin.get<{ items: Array<{ id: string }> }>(
    `/openings/${opening}/applications`,
  );
  await open(page, `/recruitment/applications/${items[0]?.id}`);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Download/ }).click();
  expect((await download).suggestedFilename()).toBe('cv.pdf');
  await expect(page.getByRole('region', { name: 'References' })).toContainText(
    'Patient and clear.',
  );
  expect(await inspect(page)).toEqual([]);

  await small.getByRole('button', { name: 'Withdraw my application' }).click();
  const sure = small.getByRole('alertdialog', {
    name: `Withdraw your application for ‘${title}’?`,
  });
  await expect(sure).toContainText('You cannot apply for this opening again.');
  expect(await inspect(small)).toEqual([]);
  await sure.getByRole('button', { name: 'Withdraw my application' }).click();
  await expect(small.getByText('You have withdrawn.')).toBeVisible();
  expect(await inspect(small)).toEqual([]);
  await small.context().close();
  await page.reload();
  await settle(page);
  await expect(page.getByText('Withdrawn', { exact: true })).toBeVisible();
});

test('two tabs of one draft do not overwrite one another, and a draft can be erased', async ({
  browser,
  request,
}) => {
  const here = await search(request);
  const context = await browser.newContext();
  const first = await context.newPage();
  await saveForLater(first, here, 'none');
  const link = await linkTo(here, here.applicant);
  await open(first, link);
  const second = await context.newPage();
  await open(second, link);
  await first.getByRole('textbox', { name: 'Leadership' }).fill('From the first tab.');
  await expect(first.getByText(/^Everything is saved/)).toBeVisible();
  await second.getByRole('textbox', { name: 'Leadership' }).fill('From the second tab.');
  const conflict = second.getByRole('alert').filter({ hasText: 'saved somewhere else meanwhile' });
  await expect(conflict).toBeVisible();
  expect(await inspect(second)).toEqual([]);
  await conflict.getByRole('button', { name: 'Take what was saved elsewhere' }).click();
  await expect(second.getByRole('textbox', { name: 'Leadership' })).toHaveValue(
    'From the first tab.',
  );
  await second.getByRole('textbox', { name: 'Leadership' }).fill('Better words.');
  await expect(second.getByText(/^Everything is saved/)).toBeVisible();
  await second.getByRole('button', { name: 'Erase this draft' }).click();
  const sure = second.getByRole('alertdialog', { name: 'Erase this draft?' });
  await expect(sure).toContainText('It cannot be brought back.');
  await sure.getByRole('button', { name: 'Erase this draft' }).click();
  await expect(second.getByRole('heading', { level: 1 })).toHaveText('Your draft is erased');
  await open(first, link);
  await first.reload();
  await expect(first.getByRole('heading', { level: 1 })).toHaveText('This link is no longer valid');
  await context.close();
});
