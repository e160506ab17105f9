// A pair of the demo network for one test alone: two newcomers, made by the API, with browsers of their own.
import { type APIRequestContext, type Browser, expect, type Page } from '@playwright/test';
import type { CycleView, EnrolmentView, PairingView, RegionView } from '../src/gen';
import { addressOf, type Crowd, day, enrolPairs, gather, PASSWORD } from './crowd';
import { signIn } from './people';

export interface PairOfOne {
  crowd: Crowd;
  /** The address of their page. */
  path: string;
  mentor: Page;
  mentee: Page;
  mentorName: string;
  menteeName: string;
}

async function phone(browser: Browser, name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await signIn(page, addressOf(name), PASSWORD);
  return page;
}

/** The region that the demo coordinator looks after. */
async function regionOfCoordinator({ as }: Crowd): Promise<RegionView> {
  const email = 'coordinator@demo.perennial.example';
  const password = process.env.PERENNIAL_DEMO_PASSWORD ?? 'perennial-demo-1';
  const { access_token } = await as().post<{ access_token: string }>('/auth/sign-in', {
    email,
    password,
  });
  const me = as(`Bearer ${access_token}`);
  const { grants } = await me.get<{ grants: Array<{ role: string; scope_id: string }> }>('/me');
  const scope = grants.find(({ role }) => role === 'coordinator')?.scope_id;
  return me.get<RegionView>(`/regions/${scope}`);
}

/** A cycle of its own, two who enrol in it, and a pairing made by hand. */
export async function pairUp(request: APIRequestContext, browser: Browser): Promise<PairOfOne> {
  const run = Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
  const crowd = await gather(request, run);
  const region = await regionOfCoordinator(crowd);
  const cycle = await crowd.admin.post<CycleView>('/cycles', {
    name: `Cycle ${run}`,
    starts_on: day(-1),
    ends_on: day(200),
  });
  await crowd.admin.post(`/cycles/${cycle.id}/state`, { state: 'enrolling' });
  const people = await enrolPairs(crowd, 1, cycle.id, region.id);
  await crowd.admin.post(`/cycles/${cycle.id}/state`, { state: 'matching' });
  const { items } = await crowd.admin.get<{ items: EnrolmentView[] }>(
    `/cycles/${cycle.id}/enrolments`,
  );
  const enrolment = (role: string) => items.find((each) => each.role === role)?.id;
  const pairing = await crowd.admin.post<PairingView>('/pairings', {
    mentor_enrolment_id: enrolment('mentor'),
    mentee_enrolment_id: enrolment('mentee'),
  });
  const name = (role: string) => people.find((each) => each.role === role)?.name ?? '';
  expect(pairing.mentor_name).toBe(name('mentor'));
  return {
    crowd,
    path: `/pairings/${pairing.id}`,
    mentor: await phone(browser, name('mentor')),
    mentee: await phone(browser, name('mentee')),
    mentorName: name('mentor'),
    menteeName: name('mentee'),
  };
}

/** Signs the agreement on the page; who has not accepted the code of conduct in force accepts it with that. */
export async function signAgreement(page: Page): Promise<void> {
  const sign = page.getByRole('button', { name: 'Sign these words' });
  const accept = page.getByRole('button', { name: 'Accept and sign' });
  await sign.click();
  await expect.poll(async () => (await accept.isVisible()) || !(await sign.isVisible())).toBe(true);
  if (await accept.isVisible()) await accept.click();
  await expect(sign).toBeHidden();
}
