// A whole search as a committee runs it: sixty apply for two seats, six review around their conflicts, the best choose times
// for interviews, one declines the seat, the next in line takes it, and both seats are filled. What is the same over and over
// goes by the API; each kind of step is seen in the browser at least once.
import {
  type APIRequestContext,
  type Browser,
  expect,
  type Locator,
  type Page,
  test,
} from '@playwright/test';
import type { OpeningDetail } from '../src/gen';
import { dress, inspect, open, settle } from './axe';
import {
  addressOf,
  day,
  formToken,
  gather,
  inTurns,
  linkMailedTo,
  newcomer,
  PASSWORD,
  regionOf,
} from './crowd';
import { signIn, signInAs } from './people';
import { question, submit } from './question';
import {
  declareConflict,
  type List,
  REVIEWERS,
  reviewInBrowser,
  reviewTheRest,
  type Search,
  scoresFor,
  setAside,
  shareOut,
} from './reviewing';
import { decide, PATIENCE, seatRow } from './story/cast';
import { apply } from './story/recruitment';

const APPLICANTS = 60;
/** The names of those who apply in the browser, from the best to the third. */
const BEST = ['Ada First', 'Ben Second', 'Cleo Third'] as const;

interface Brief {
  id: string;
  name: string;
}

/** Two seats, one opening, and six reviewers whom no other test knows. */
async function prepare(request: APIRequestContext): Promise<Search> {
  const run = Date.now().toString(36) + Math.random().toString(36).slice(2, 5);
  const crowd = await gather(request, run);
  const { admin } = crowd;
  const region = await regionOf(crowd, 'OH');
  const seats: [string, string] = [`North ${run}`, `South ${run}`];
  const made = await inTurns(seats, (name) =>
    admin.post<{ id: string }>('/seats', { region_id: region.id, name }),
  );
  const title = `Search ${run}`;
  const { id } = await admin.post<OpeningDetail>('/openings', {
    region_id: region.id,
    seat_ids: made.map((seat) => seat.id),
    title,
    description: 'You support the pairs of a region.',
    term_starts_on: day(-30),
    term_ends_on: day(700),
    closes_on: day(20),
  });
  await admin.post(`/openings/${id}/publish`);
  const opening = await admin.get<OpeningDetail>(`/openings/${id}`);
  const numbers = Array.from({ length: REVIEWERS }, (_, at) => at + 1);
  const reviewers = await inTurns(numbers, async (at) => {
    // Another domain than the applicants', who would be a conflict otherwise.
    const [name, email] = [`Rea ${at} ${run}`, `rea${at}.${run}@panel.example`];
    const who = { name, email, role: 'reviewer', region: region.id } as const;
    return { email, ...(await newcomer(crowd, who)) };
  });
  const best: Search['best'] = [`${BEST[0]} ${run}`, `${BEST[1]} ${run}`, `${BEST[2]} ${run}`];
  return { run, crowd, title, seats, opening, best, reviewers };
}

/** All but the best, by the public form's own operation. */
async function manyApply({ crowd, opening, run, best }: Search): Promise<void> {
  const form_token = await formToken(crowd, opening.id);
  const others = Array.from({ length: APPLICANTS - best.length }, (_, at) => at + 1);
  await inTurns(others, (at) =>
    crowd.as().post(`/public/openings/${opening.id}/applications`, {
      form_token,
      name: `Person ${at} ${run}`,
      email: `person@house${at}-${run}.example`,
      institution: `House ${at} Library`,
      experience: 'Six years.',
      leadership: 'I chaired a committee.',
      commitment: 'Four hours a week.',
      conflict_of_interest: null,
    }),
  );
}

/** Somebody with a browser of their own. */
async function visitor(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(PATIENCE);
  return page;
}

const applicationsOf = async ({ crowd, opening }: Search): Promise<Map<string, string>> => {
  const path = `/openings/${opening.id}/applications?limit=200`;
  const { items } = await crowd.admin.get<List<Brief>>(path);
  return new Map(items.map((one) => [one.name, one.id]));
};

const focused = (page: Page): Locator => page.locator(':focus');

/** From the board's first card along to the next one and back, and by the tabs to the ranking, without a mouse. */
async function walkByKeyboard(page: Page, { opening, best }: Search): Promise<void> {
  await open(page, `/recruitment/${opening.id}`);
  const column = page.getByRole('region', { name: /^In review/ });
  const cards = column.getByRole('listitem').getByRole('link');
  await expect(cards).toHaveCount(APPLICANTS);
  await cards.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(cards.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(cards.first()).toBeFocused();
  await page.getByRole('tab', { name: 'Applications' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Ranking' })).toBeFocused();
  const rows = page.getByRole('table', { name: 'Ranking', exact: true }).getByRole('row');
  for (const [at, name] of best.entries()) {
    await expect(rows.nth(at + 1).getByRole('rowheader')).toHaveText(`${at + 1}${name}`);
    await expect(rows.nth(at + 1)).toContainText(at < 2 ? 'above the line' : 'below the line');
  }
  await expect(rows).toHaveCount(1 + APPLICANTS);
  expect(await inspect(page)).toEqual([]);
  const first = page.getByRole('link', { name: best[0] });
  await first.focus();
  await expect(focused(page)).toHaveText(best[0]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(best[0]);
}

/** Three times are offered; the best are invited in the browser. */
async function inviteTheBest(page: Page, made: Search, barred: ReadonlySet<string>) {
  const { crowd, opening, best, reviewers } = made;
  // Their times would be offered to nobody whom they must not interview.
  const panel_ids = reviewers
    .map(({ id }) => id)
    .filter((id) => !barred.has(id))
    .slice(0, 2);
  await inTurns([9, 11, 13], (hour) =>
    crowd.admin.post(`/openings/${opening.id}/interview-slots`, {
      starts_at_local: `${day(6)}T${String(hour).padStart(2, '0')}:00`,
      time_zone: 'America/New_York',
      duration_minutes: 45,
      link: 'https://meet.example/room',
      place: null,
      note: null,
      panel_ids,
    }),
  );
  await open(page, `/recruitment/${opening.id}?tab=interviews`);
  await page.getByRole('button', { name: 'Invite applicants' }).click();
  const form = page.getByRole('dialog');
  for (const name of best) await form.getByRole('checkbox', { name }).check();
  await form.getByRole('button', { name: 'Look at the mail' }).click();
  await form.getByRole('button', { name: 'Send 3 invitations' }).click();
  await expect(page.getByText('3 invitations are on their way.')).toBeVisible();
}

/** The first chooses a time in a browser of their own; the others take what is left. */
async function bookTimes(page: Page, { crowd, best }: Search): Promise<void> {
  await open(page, await linkMailedTo(crowd, addressOf(best[0])));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Choose a time, ${best[0]}`);
  await page.getByRole('main').getByRole('list').getByRole('button').first().click();
  await question(page).getByRole('button', { name: 'Book this time' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your interview is booked');
  for (const name of best.slice(1)) {
    const [, token] = (await linkMailedTo(crowd, addressOf(name))).split('#');
    const own = crowd.as(`Link ${token}`);
    const { free } = await own.get<{ free: Array<{ slot_id: string }> }>('/public/interview');
    await own.post('/public/interview/book', {
      slot_id: free[0]?.slot_id,
      time_zone: 'America/New_York',
    });
  }
}

async function offer(page: Page, application: string, name: string): Promise<void> {
  await open(page, `/recruitment/applications/${application}`);
  await page.getByRole('button', { name: 'Offer the seat' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Reason' }).fill('By the ranking and the interview.');
  await submit(form, 'Offer the seat');
  await expect(page.getByText(`The seat is offered to ${name}.`)).toBeVisible();
}

async function answer(page: Page, { crowd }: Search, name: string, act: string, title: string) {
  await open(page, await linkMailedTo(crowd, addressOf(name)));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`An offer for you, ${name}`);
  await decide(page, act);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

/** All who are undecided are declined in one step, after a look at whom it concerns; each gets one mail. */
async function tellTheOthers(page: Page, { best }: Search) {
  const others = APPLICANTS - best.length;
  await page.getByRole('button', { name: 'Decline the remaining' }).click();
  const dialog = question(page);
  await dialog.getByLabel('Reason').fill('Both seats are filled.');
  await dialog.getByRole('button', { name: 'See whom it concerns' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(others);
  expect(await inspect(page)).toEqual([]);
  await submit(dialog, `Decline ${others} applications`);
  await expect(page.getByText(`${others} applications are declined.`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Decline the remaining' })).toHaveCount(0);
}

test('sixty apply for two seats, and both are filled', async ({ page, browser, request }) => {
  test.slow();
  page.setDefaultTimeout(PATIENCE);
  const made = await prepare(request);
  const { crowd, opening, best, reviewers, seats } = made;
  const outside = await visitor(browser);
  const [, inBrowser] = await Promise.all([
    manyApply(made),
    (async () => {
      for (const name of best) await apply({ page: outside, name }, opening.id);
      return true;
    })(),
    signInAs(page, 'taskforce'),
  ]);
  expect(inBrowser).toBe(true);
  const applications = await applicationsOf(made);
  expect(applications.size).toBe(APPLICANTS);
  const idOf = (name: string) => applications.get(name) ?? `no application of ${name}`;

  // Two conflicts are declared before anything is shared out.
  const conflicts = [0, 1].map((at) => ({
    application: idOf(best[at] ?? ''),
    reviewer: reviewers[at],
  }));
  for (const { application, reviewer } of conflicts)
    await declareConflict(page, application, reviewer?.email ?? '');
  const shares = await shareOut(page, made);
  expect(shares).toHaveLength(2 * APPLICANTS);
  for (const { application, reviewer } of conflicts)
    expect(
      shares.some((one) => one.application_id === application && one.reviewer_id === reviewer?.id),
    ).toBe(false);
  for (const { id } of reviewers)
    expect(
      Math.abs(shares.filter(({ reviewer_id }) => reviewer_id === id).length - 20),
    ).toBeLessThan(2);

  // One of the reviewers of the best works in the browser, the others by the API.
  const seen = shares.find(({ application_id }) => application_id === idOf(best[0]));
  const reader = await visitor(browser);
  await signIn(reader, reviewers.find(({ id }) => id === seen?.reviewer_id)?.email ?? '', PASSWORD);
  await open(reader, '/reviews');
  await reviewInBrowser(reader, best[0], scoresFor(best[0], best));
  await reader.context().close();
  await reviewTheRest(
    made,
    shares.filter(({ id }) => id !== seen?.id),
  );

  await setAside(page, made, idOf(best[2]));
  await walkByKeyboard(page, made);
  const barred = [
    ...conflicts.map(({ reviewer }) => reviewer?.id ?? ''),
    // Whichever of these reviews was set aside.
    ...shares
      .filter(({ application_id }) => application_id === idOf(best[2]))
      .map(({ reviewer_id }) => reviewer_id),
  ];
  await inviteTheBest(page, made, new Set(barred));
  await bookTimes(outside, made);
  await open(page, `/recruitment/${opening.id}?tab=interviews`);
  for (const name of best)
    await expect(page.getByRole('row').filter({ hasText: name }).first()).toContainText('Booked');

  // The first declines, the next in line takes the seat.
  await offer(page, idOf(best[0]), best[0]);
  await offer(page, idOf(best[1]), best[1]);
  await answer(outside, made, best[0], 'Decline the offer', 'You have declined');
  await answer(outside, made, best[1], 'Accept the offer', 'Welcome to the network');
  await open(page, `/recruitment/${opening.id}?tab=ranking`);
  // Who stepped back is out of the ranking, and the next in line is at its head.
  const head = page.getByRole('table', { name: 'Ranking', exact: true }).getByRole('row').nth(1);
  await expect(head.getByRole('rowheader')).toContainText(`1${best[1]}`);
  await expect(page.getByRole('link', { name: best[0] })).toHaveCount(0);
  await expect(page.getByText('1 of 2 filled')).toBeVisible();
  await offer(page, idOf(best[2]), best[2]);
  const [, token] = (await linkMailedTo(crowd, addressOf(best[2]))).split('#');
  await crowd.as(`Link ${token}`).post('/public/offer/accept');

  await open(page, `/recruitment/${opening.id}`);
  await expect(page.getByText('Filled', { exact: true }).first()).toBeVisible();
  await tellTheOthers(page, made);
  await dress(page, 'dark', 320);
  expect(await inspect(page)).toEqual([]);
  await dress(page, 'light', 1280);
  await open(page, '/coverage');
  const appointed = new Set<string>();
  for (const seat of seats) {
    const row = page.getByRole('row').filter({ hasText: seat }).last();
    await expect(row).toContainText('In training');
    for (const name of best) if ((await row.textContent())?.includes(name)) appointed.add(name);
  }
  expect([...appointed].sort()).toEqual([best[1], best[2]]);
  await open(page, '/seats');
  await settle(page);
  for (const seat of seats) await expect(seatRow(page, seat)).toContainText('In training');
  await outside.context().close();
});
