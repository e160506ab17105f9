// From an empty cycle to a pairing that met: planned, enrolled on two phones, matched, published, accepted, agreed, ended.
import { type Browser, expect, type Page, test } from '@playwright/test';
import { dress, inspect, listen, open, settle, THEMES } from './axe';
import { pairUp, signAgreement } from './pairing';
import { signInAs } from './people';
import { question, submit } from './question';
import { choosePerson, decide } from './story/cast';

async function phone(browser: Browser, role: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await signInAs(page, role);
  return page;
}

async function moveOn(page: Page, state: string): Promise<void> {
  await page.getByRole('button', { name: `Move on to: ${state}` }).click();
  await submit(question(page), 'Move on');
  await expect(question(page)).toBeHidden();
}

async function enrol(page: Page, cycle: string, role: 'Mentor' | 'Mentee'): Promise<void> {
  await page.goto(`${cycle}/enrol`);
  await page.getByRole('radio', { name: new RegExp(`^${role}`) }).check({ force: true });
  await page.getByRole('combobox', { name: 'Setting' }).selectOption('public');
  await page
    .getByRole('combobox', { name: 'Career stage' })
    .selectOption(role === 'Mentor' ? 'late' : 'early');
  await page.getByRole('textbox', { name: /^Years/ }).fill(role === 'Mentor' ? '20' : '2');
  const topics = page.getByRole('textbox', {
    name: role === 'Mentor' ? /^Fields of expertise/ : /^Goals/,
  });
  await topics.fill('grant writing');
  await topics.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove grant writing' })).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await page.getByRole('button', { name: 'Enrol', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Your place in this cycle' })).toBeVisible();
}

test('a cycle goes from its plan to a pairing that met and ended', async ({ page, browser }) => {
  test.setTimeout(180_000);
  page.setDefaultTimeout(15_000);
  const complaints = listen(page);
  await signInAs(page, 'taskforce');
  await page.goto('/cycles');
  await page.getByRole('button', { name: 'Plan a cycle' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Summer cycle');
  await page.getByLabel('First day').fill('2027-06-01');
  await page.getByLabel('Day after its last').fill('2027-12-01');
  await page.getByRole('button', { name: 'Plan it as a draft' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Summer cycle' })).toBeVisible();
  const cycle = new URL(page.url()).pathname;
  await moveOn(page, 'Enrolling');

  const mentor = await phone(browser, 'mentor');
  await enrol(mentor, cycle, 'Mentor');
  const mentee = await phone(browser, 'mentee');
  await enrol(mentee, cycle, 'Mentee');

  await page.goto(cycle);
  await moveOn(page, 'Matching');
  await page.getByRole('button', { name: 'Start a round' }).click();
  await submit(page.getByRole('dialog'), 'Start a round');
  await page.getByRole('button', { name: 'Publish this round' }).click({ timeout: 30_000 });
  await expect(question(page)).toContainText('2 mails');
  await page.getByRole('button', { name: 'Send 2 mails' }).click();
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText('Published');

  for (const side of [mentor, mentee]) {
    await side.goto('/my-proposals');
    const proposal = side.getByRole('region').filter({ hasText: 'grant writing' });
    await proposal.getByRole('button', { name: 'Accept' }).click();
    await expect(side.getByText(/^Accepted\.|are a pairing now/).first()).toBeVisible();
  }
  await expect(mentee).toHaveURL(/\/pairings\//);
  await mentee.getByRole('button', { name: 'Write the agreement' }).click();
  await mentee.getByRole('textbox', { name: 'Goals' }).fill('Write a grant for a makerspace');
  await mentee.getByRole('button', { name: 'Save' }).click();
  for (const side of [mentee, mentor]) {
    await side.goto(new URL(mentee.url()).pathname);
    await signAgreement(side);
  }
  await expect(mentor.getByText('Signed by both')).toBeVisible();

  await mentor.getByRole('button', { name: 'Log a meeting' }).click();
  await mentor.getByRole('textbox', { name: /^Shared note/ }).fill('Next: the budget.');
  expect(await inspect(mentor)).toEqual([]);
  await mentor.getByRole('button', { name: 'Log it' }).click();
  await expect(mentor.getByText('Video, 30 minutes')).toBeVisible();
  await page.goto(new URL(mentor.url()).pathname);
  await settle(page);
  await expect(page.getByText('Video, 30 minutes')).toBeVisible();
  // Who oversees the pairing sees that they met, and not what they noted.
  await expect(page.getByText('Next: the budget.')).toBeHidden();

  await mentor.getByRole('button', { name: 'End the pairing' }).click();
  await mentor.getByRole('radio', { name: 'They did what they set out to do' }).check({
    force: true,
  });
  await submit(question(mentor), 'End the pairing');
  await expect(mentor.getByText('Ended').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('two work together: goals, notes, a check-in, a question, a pause, more time, the end', async ({
  page,
  request,
  browser,
}) => {
  test.setTimeout(240_000);
  page.setDefaultTimeout(20_000);
  const pair = await pairUp(request, browser);
  const { path, mentor, mentee, mentorName, menteeName } = pair;
  const complaints = [page, mentor, mentee].flatMap((each) => listen(each));

  await test.step('the agreement begins with the template, and its goals become goals', async () => {
    await open(mentee, path);
    await mentee.getByRole('button', { name: 'Write the agreement' }).click();
    await expect(mentee.getByText('To think about:')).toBeVisible();
    await mentee.getByRole('textbox', { name: 'Goals' }).fill('Run a budget\nChair a meeting');
    await mentee.getByRole('button', { name: 'Save' }).click();
    for (const side of [mentee, mentor]) {
      await open(side, path);
      await signAgreement(side);
      // The button has gone: the focus is at the heading of what it was about.
      await expect(side.getByRole('heading', { name: 'Agreement' })).toBeFocused();
    }
    await expect(mentor.getByRole('heading', { name: 'Run a budget' })).toBeVisible();
  });

  await test.step('a goal is reached with one press, and taken back with another', async () => {
    await mentor.getByRole('button', { name: 'Reached: Chair a meeting' }).click();
    await mentor.getByRole('button', { name: 'Undo' }).click();
    await expect(mentor.getByRole('button', { name: 'Reached: Chair a meeting' })).toBeVisible();
    await mentor.getByRole('button', { name: 'Note progress: Run a budget' }).click();
    const dialog = mentor.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /^Note/ }).fill('The draft stands.');
    await dialog.getByRole('radio', { name: 'Reached' }).check({ force: true });
    expect(await inspect(mentor)).toEqual([]);
    await submit(dialog, 'Save');
    await expect(mentor.getByText('1 of 2 reached')).toBeVisible();
  });

  await test.step('a private note is read by nobody else, a shared one by both', async () => {
    await write(mentor, 'private', 'Ask about her move.');
    await write(mentor, 'shared', 'Read the charter first.');
    await open(mentee, path);
    await expect(mentee.getByText('Read the charter first.')).toBeVisible();
    await expect(mentee.getByText('Ask about her move.')).toHaveCount(0);
    await mentee.getByRole('button', { name: /^Change:/ }).click();
    const dialog = mentee.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /^Shared note/ }).fill('Read the plan first.');
    await submit(dialog, 'Save');
    await expect(mentee.getByText(`changed by ${menteeName}`)).toBeVisible();
    await open(mentor, path);
    const mine = mentor.getByRole('region', { name: 'My private notes' });
    await mine.getByRole('button', { name: /^Delete:/ }).click();
    await expect(question(mentor)).toContainText('Ask about her move.');
    await submit(question(mentor), 'Delete');
    await expect(mentor.getByText('Ask about her move.')).toHaveCount(0);
  });

  await test.step('a check-in is one tap, and says beforehand who reads it', async () => {
    const card = mentee.getByRole('region', { name: 'How is it going?' });
    await expect(card).toContainText('Ana Flores');
    await expect(card).toContainText(`${mentorName} does not`);
    await card.getByRole('button', { name: 'Needs attention' }).click();
    await expect(card.getByText(/^Read by/)).toBeVisible();
    await open(mentor, path);
    const theirs = mentor.getByRole('region', { name: 'How is it going?' });
    await expect(theirs).toBeVisible();
    await expect(theirs.getByText(/^Read by/)).toHaveCount(0);
  });

  await test.step('a question reaches the coordinator, who answers where it stands', async () => {
    await mentee.getByRole('button', { name: 'Ask a question' }).click();
    const dialog = mentee.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Your question' }).fill('May we meet in person?');
    expect(await inspect(mentee)).toEqual([]);
    await submit(dialog, 'Send the question');
    await expect(mentee.getByText('Waits for an answer')).toBeVisible();
    await signInAs(page, 'coordinator');
    await open(page, path);
    await expect(page.getByText('Needs attention').first()).toBeVisible();
    await expect(page.getByText('Read the plan first.')).toHaveCount(0);
    expect(await inspect(page)).toEqual([]);
    await page.getByRole('button', { name: /^Answer:/ }).click();
    await page.getByRole('textbox', { name: 'Your answer' }).fill('Yes, do.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByText('Yes, do.')).toBeVisible();
    await open(mentee, path);
    await expect(mentee.getByText('Yes, do.')).toBeVisible();
    // The other of the two never sees it.
    await open(mentor, path);
    await expect(mentor.getByText('May we meet in person?')).toHaveCount(0);
  });

  await test.step('it rests, goes on, and gets more time', async () => {
    await mentor.getByRole('button', { name: 'Pause', exact: true }).click();
    const pause = mentor.getByRole('dialog');
    await pause.getByRole('radio', { name: 'Leave' }).check({ force: true });
    await submit(pause, 'Pause');
    await expect(mentor.getByRole('heading', { name: /^Paused until/ })).toBeVisible();
    await mentor.getByRole('button', { name: 'Go on now' }).click();
    await expect(mentor.getByRole('heading', { name: /^Paused until/ })).toBeHidden();
    await mentor.getByRole('button', { name: 'Extend', exact: true }).click();
    await submit(mentor.getByRole('dialog'), 'Extend');
    await expect(mentor.getByText(/^Extended until/).first()).toBeVisible();
  });

  await test.step('it ends with a reason, a certificate, and a wish nobody sees', async () => {
    await mentor.getByRole('button', { name: 'End the pairing' }).click();
    const end = question(mentor);
    await end.getByRole('radio', { name: 'They did what they set out to do' }).check({
      force: true,
    });
    await end.getByRole('checkbox', { name: /^Never pair/ }).check({ force: true });
    expect(await inspect(mentor)).toEqual([]);
    await submit(end, 'End the pairing');
    await mentor.getByRole('link', { name: 'See the certificate' }).click();
    await expect(mentor.getByRole('article')).toContainText(menteeName);
    await expect(mentor.getByRole('article')).toContainText('1 goal reached');
    expect(await inspect(mentor)).toEqual([]);
    await open(page, path);
    await expect(page.getByText('said by the mentor')).toBeVisible();
    await expect(page.getByText(/never/i)).toHaveCount(0);
  });
  expect(complaints).toEqual([]);
});

test('the pairing page of the two passes in every dress', async ({ request, browser }) => {
  test.setTimeout(120_000);
  const { path, mentee } = await pairUp(request, browser);
  const complaints = listen(mentee);
  const found: string[] = [];
  await open(mentee, path);
  for (const theme of THEMES) {
    for (const width of [1280, 390, 320]) {
      await dress(mentee, theme, width);
      found.push(...(await inspect(mentee)).map((each) => `${theme} ${width}: ${each}`));
    }
  }
  expect(found).toEqual([]);
  // A thumb's way to a part of the page takes the focus there.
  await mentee
    .getByRole('navigation', { name: 'On this page' })
    .getByRole('button', { name: 'My notes' })
    .click();
  await expect(mentee.getByRole('heading', { name: 'My private notes' })).toBeFocused();
  expect(complaints).toEqual([]);
});

test('a coordinator sees the caseload, and why two cannot be paired by hand', async ({ page }) => {
  const complaints = listen(page);
  await signInAs(page, 'coordinator');
  await open(page, '/pairings');
  await expect(page.getByRole('heading', { name: /^Caseload/ })).toBeVisible();
  for (const view of ['All', 'Elsewhere', 'To look after']) {
    await page.getByRole('button', { name: view, exact: true }).click();
    await settle(page);
    expect(await inspect(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Pair by hand' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Cycle' }).selectOption({ label: 'Spring cycle' });
  // Who has a mentor comes last, and says so.
  const mentees = dialog.getByRole('combobox', { name: 'Mentee' });
  const taken = mentees.getByRole('option').last();
  await expect(taken).toHaveText(/\(has a mentor\)$/);
  await mentees.selectOption((await taken.getAttribute('value')) ?? '');
  await dialog.getByRole('combobox', { name: 'Mentor' }).selectOption({ index: 1 });
  await expect(dialog.getByText(/^They (can|cannot) be paired$/)).toHaveText(
    'They cannot be paired',
  );
  await expect(
    dialog.getByText('The mentee has a mentor, or is asked about one just now.'),
  ).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a concern says who reads it before it is written, and who does once it is sent', async ({
  page,
  request,
  browser,
}) => {
  const { path, mentee, mentorName } = await pairUp(request, browser);
  await signInAs(page, 'taskforce');
  await open(page, '/mentoring-rules');
  await nameYourself(page);
  await open(mentee, path);
  await mentee.getByRole('button', { name: 'Raise a concern' }).click();
  const dialog = question(mentee);
  await expect(dialog).toContainText('never the person it is about');
  await dialog.getByRole('radio', { name: mentorName }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'What happened' }).fill('Something that must stop.');
  expect(await inspect(mentee)).toEqual([]);
  await dialog.getByRole('button', { name: 'Send the concern' }).click();
  await expect(dialog.getByRole('status')).toContainText(/ reads? it, and nobody else/);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await open(page, '/concerns');
  await page.getByRole('rowheader').filter({ hasText: mentorName }).getByRole('link').click();
  await expect(page.getByText('Something that must stop.')).toBeVisible();
  expect(await inspect(page)).toEqual([]);
  await decide(page, 'Suspend the pairing');
  await open(mentee, path);
  await expect(mentee.getByRole('heading', { name: /^Paused until / })).toBeVisible();
  await decide(page, 'Separate the two');
  await page.getByRole('button', { name: 'Close the concern' }).click();
  await question(page).getByRole('radio', { name: 'The two were separated' }).check({
    force: true,
  });
  await question(page)
    .getByRole('textbox', { name: 'What the person who raised it is told' })
    .fill('We have spoken with both of you.');
  expect(await inspect(page)).toEqual([]);
  await submit(question(page), 'Close the concern');
  await expect(page.getByText('Closed').first()).toBeVisible();
  await expect(page.getByText('We have spoken with both of you.')).toBeVisible();
  // Whoever raised it reads what they were told, and no more.
  await open(mentee, '/code-of-conduct');
  await mentee.getByRole('link', { name: 'Concerns that I raised' }).click();
  const raised = mentee.getByRole('region', { name: /^Raised on / });
  await expect(raised).toContainText('We have spoken with both of you.');
  await expect(raised).not.toContainText('The two were separated');
  expect(await inspect(mentee)).toEqual([]);
  // Who is not named to read concerns finds none.
  const other = await browser.newPage();
  await signInAs(other, 'coordinator');
  await open(other, '/concerns');
  await expect(other.getByText('No concern for you to read')).toBeVisible();
});

async function write(page: Page, kind: 'private' | 'shared', words: string): Promise<void> {
  await page.getByRole('button', { name: `Write a ${kind} note` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(words);
  await submit(dialog, 'Save');
  await expect(page.getByText(words)).toBeVisible();
}

/** Names whoever is signed in as somebody who reads concerns, unless they are named. */
async function nameYourself(page: Page): Promise<void> {
  const card = page.getByRole('region', { name: 'Who reads concerns' });
  if (await card.getByText('Theodora Blum').count()) return;
  await card.getByRole('button', { name: 'Name who reads concerns' }).click();
  const dialog = page.getByRole('dialog');
  await choosePerson(dialog, /^Name somebody more/, 'Theodora Blum');
  await submit(dialog, 'Save');
  await expect(card.getByText('Theodora Blum')).toBeVisible();
}
