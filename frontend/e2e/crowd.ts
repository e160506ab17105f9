// The others of a story, who act by the public API as an integrator would, so that the browser shows only those who matter.
import { type APIRequestContext, type APIResponse, expect } from '@playwright/test';
import type {
  AcceptedProposal,
  AgreementView,
  MailView,
  OpenedForm,
  OpeningDetail,
  PersonView,
  ProposalView,
  RegionView,
  SignedIn,
  SurveyAnswer,
  SurveyView,
  TermView,
} from '../src/gen';

export const DEMO_PASSWORD = process.env.PERENNIAL_DEMO_PASSWORD ?? 'perennial-demo-1';
export const PASSWORD = 'seven quiet reading rooms';
const TOPICS = ['cataloging', 'outreach', 'management', 'archives'];
/** More at once would only wait for each other: the server hashes a password for each. */
const AT_ONCE = 4;

/** Somebody who calls the API: nobody, an account, or the holder of a mailed link. */
interface Caller {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: object): Promise<T>;
  put<T>(path: string, body: object): Promise<T>;
  patch<T>(path: string, body: object): Promise<T>;
}

interface List<T> {
  items: T[];
}

export interface Crowd {
  /** Makes names and addresses this run's own. */
  run: string;
  admin: Caller;
  as: (authorization?: string) => Caller;
}

export interface Person {
  id: string;
  name: string;
  api: Caller;
}

/** A calendar day so many days from today, as the API and the browser's date fields take it. */
export const day = (offset: number) =>
  new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

export const addressOf = (name: string) =>
  `${name.toLowerCase().replaceAll(' ', '.')}@story.example`;

async function read<T>(answer: APIResponse): Promise<T> {
  const text = await answer.text();
  expect(answer.ok(), `${answer.url()}: ${answer.status()} ${text.slice(0, 600)}`).toBe(true);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

function caller(request: APIRequestContext, authorization?: string): Caller {
  const known: Record<string, string> = authorization ? { Authorization: authorization } : {};
  const at = (path: string) => `/api/v1${path}`;
  return {
    get: async (path) => read(await request.get(at(path), { headers: known })),
    post: async (path, data) => {
      const headers = { ...known, 'Idempotency-Key': crypto.randomUUID() };
      return read(await request.post(at(path), data ? { headers, data } : { headers }));
    },
    put: async (path, data) =>
      read(await request.put(at(path), { headers: { ...known, 'If-Match': '*' }, data })),
    patch: async (path, data) => {
      const headers = { ...known, 'If-Match': '*', 'Content-Type': 'application/merge-patch+json' };
      return read(await request.patch(at(path), { headers, data: JSON.stringify(data) }));
    },
  };
}

export async function inTurns<In, Out>(all: readonly In[], act: (each: In) => Promise<Out>) {
  const done: Out[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    done.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(act))));
  }
  return done;
}

function the<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`There is no ${what}.`);
  return found;
}

export async function gather(request: APIRequestContext, run: string): Promise<Crowd> {
  const { access_token } = await caller(request).post<SignedIn>('/auth/sign-in', {
    email: 'admin@demo.perennial.example',
    password: DEMO_PASSWORD,
  });
  const as = (authorization?: string) => caller(request, authorization);
  return { run, as, admin: as(`Bearer ${access_token}`) };
}

export async function regionOf({ admin }: Crowd, jurisdiction: string): Promise<RegionView> {
  const { items } = await admin.get<List<RegionView>>('/regions');
  return the(
    items.find(({ jurisdictions }) => jurisdictions.includes(jurisdiction)),
    `region with ${jurisdiction}`,
  );
}

export async function personAt({ admin }: Crowd, email: string): Promise<PersonView> {
  const { items } = await admin.get<List<PersonView>>(`/people?q=${encodeURIComponent(email)}`);
  return the(
    items.find((each) => each.email === email),
    `person at ${email}`,
  );
}

export async function termOf({ admin }: Crowd, person: string): Promise<TermView> {
  const { items } = await admin.get<List<TermView>>(`/terms?person_id=${person}`);
  return the(items[0], `term of ${person}`);
}

/** The newest link that was mailed to each address, as a path of the site. */
export async function mailedLinks({ admin }: Crowd): Promise<Map<string, string>> {
  const { items } = await admin.get<List<MailView>>('/mails?limit=200');
  const links = items.flatMap(({ to_address, body }): Array<[string, string]> => {
    const [link] = /\/[\w-]+#\S+/.exec(body ?? '') ?? [];
    return link === undefined ? [] : [[to_address, link]];
  });
  return new Map(links.reverse());
}

const linkOf = (links: Map<string, string>, name: string) =>
  the(links.get(addressOf(name)), `mail with a link for ${name}`);

const holder = (crowd: Crowd, links: Map<string, string>, name: string) =>
  crowd.as(`Link ${linkOf(links, name).split('#')[1]}`);

type Role = 'mentor' | 'mentee' | 'evaluator' | 'reviewer';

/** Invites somebody into a role of a region, or of a study for evaluators. */
async function invite({ admin }: Crowd, name: string, role: Role, scope_id: string) {
  const scope_kind = role === 'evaluator' ? 'study' : 'region';
  await admin.post('/invitations', { name, email: addressOf(name), role, scope_kind, scope_id });
}

/** Somebody with a role in a region whom no other test knows, at an address of one's choice, who has accepted. */
export async function newcomer(
  crowd: Crowd,
  { name, email, role, region }: { name: string; email: string; role: Role; region: string },
): Promise<Person> {
  const grant = { role, scope_kind: 'region', scope_id: region };
  await crowd.admin.post('/invitations', { name, email, ...grant });
  const token = (await linkMailedTo(crowd, email)).split('#')[1];
  const words = { name, password: PASSWORD };
  const answer = await crowd.as(`Link ${token}`).post<SignedIn>('/auth/invitation/accept', words);
  return { id: answer.person.id, name, api: crowd.as(`Bearer ${answer.access_token}`) };
}

/** The newest link that was mailed to one address, as a path of the site. */
export async function linkMailedTo({ admin }: Crowd, address: string): Promise<string> {
  const { items } = await admin.get<List<MailView>>(
    `/mails?to_address=${encodeURIComponent(address)}`,
  );
  const links = items.flatMap(({ body }) => /\/[\w-]+#\S+/.exec(body ?? '') ?? []);
  return the(links[0], `mail with a link for ${address}`);
}

/** Invites somebody and answers the link in their mail. */
export async function inviteByLink(crowd: Crowd, name: string, role: Role, scope: string) {
  await invite(crowd, name, role, scope);
  return linkOf(await mailedLinks(crowd), name);
}

async function accept(crowd: Crowd, links: Map<string, string>, name: string): Promise<Person> {
  const words = { name, password: PASSWORD };
  const answer = await holder(crowd, links, name).post<SignedIn>('/auth/invitation/accept', words);
  return { id: answer.person.id, name, api: crowd.as(`Bearer ${answer.access_token}`) };
}

export interface Search {
  name: string;
  region_id: string;
  seat: string;
  reviewers: string[];
}

/** What the public form of an opening sends with it, once somebody has had the time to read it. */
export async function formToken(crowd: Crowd, opening: string): Promise<string> {
  const form = await crowd.as().get<OpenedForm>(`/public/openings/${opening}/form`);
  await new Promise((wake) => setTimeout(wake, form.wait_seconds * 1000 + 200));
  return form.form_token;
}

/** A coordinator found as any other is, from the seat to the term, only without a browser. */
export async function appoint(crowd: Crowd, search: Search): Promise<Person> {
  const { admin } = crowd;
  const { name, region_id, reviewers } = search;
  const seat = await admin.post<{ id: string }>('/seats', { region_id, name: search.seat });
  const opening = await admin.post<OpeningDetail>('/openings', {
    region_id,
    seat_ids: [seat.id],
    title: `Second coordinator ${crowd.run}`,
    description: 'You support the pairs of a region.',
    term_starts_on: day(-30),
    term_ends_on: day(700),
    closes_on: day(20),
  });
  await admin.post(`/openings/${opening.id}/publish`);
  await crowd.as().post(`/public/openings/${opening.id}/applications`, {
    form_token: await formToken(crowd, opening.id),
    name,
    email: addressOf(name),
    institution: 'Looping Public Library',
    experience: 'Six years.',
    leadership: 'I chaired a committee.',
    commitment: 'Four hours a week.',
    conflict_of_interest: null,
  });
  const { items } = await admin.get<List<{ id: string }>>(`/openings/${opening.id}/applications`);
  await admin.post(`/openings/${opening.id}/reviewers`, { reviewer_ids: reviewers });
  const offer = { expires_on: day(14), reason: 'Nobody else applied.' };
  await admin.post(`/applications/${the(items[0], 'application').id}/offer`, offer);
  await holder(crowd, await mailedLinks(crowd), name).post('/public/offer/accept');
  return accept(crowd, await mailedLinks(crowd), name);
}

/** Invites pairs with topics in common, who accept and enrol; answers all of these people. */
export async function enrolPairs(crowd: Crowd, pairs: number, cycle: string, region: string) {
  const wanted = Array.from({ length: pairs }, (_, n) => n).flatMap((n) =>
    (['mentor', 'mentee'] as const).map((role) => ({ n, role, name: `${role} ${n} ${crowd.run}` })),
  );
  await inTurns(wanted, ({ name, role }) => invite(crowd, name, role, region));
  const links = await mailedLinks(crowd);
  return inTurns(wanted, async ({ n, role, name }) => {
    const person = await accept(crowd, links, name);
    await person.api.post(`/cycles/${cycle}/enrolments`, {
      role,
      capacity: 1,
      setting: 'academic',
      career_stage: role === 'mentor' ? 'late' : 'early',
      years_of_experience: role === 'mentor' ? 20 : 2,
      interests: [TOPICS[n % 4], TOPICS[(n + 1) % 4]],
      goals: [TOPICS[n % 4]],
      languages: ['en'],
      time_zone: 'America/New_York',
      excluded_person_ids: [],
    });
    return { ...person, role };
  });
}

/** The proposals of a round between these people are accepted by both; answers the pairings. */
export async function acceptProposals(crowd: Crowd, round: string, people: readonly Person[]) {
  const known = new Map(people.map((person) => [person.id, person.api]));
  const { items } = await crowd.admin.get<List<ProposalView>>(`/rounds/${round}/proposals`);
  const pairings = await inTurns(items, async ({ id, mentor_id, mentee_id }) => {
    const [mentor, mentee] = [known.get(mentor_id), known.get(mentee_id)];
    if (!mentor || !mentee) return [];
    await mentor.post(`/proposals/${id}/accept`);
    const { pairing_id } = await mentee.post<AcceptedProposal>(`/proposals/${id}/accept`);
    return [{ id: the(pairing_id ?? undefined, 'pairing'), mentor, mentee }];
  });
  return pairings.flat();
}

type Pairing = Awaited<ReturnType<typeof acceptProposals>>[number];

/** Each pair writes an agreement, and both sign it. */
export async function agree(pairings: readonly Pairing[]): Promise<void> {
  await inTurns(pairings, async ({ id, mentor, mentee }) => {
    const { terms_digest } = await mentee.put<AgreementView>(`/pairings/${id}/agreement`, {
      goals: ['Find my way'],
      cadence: 'monthly',
      confidentiality: 'What we say stays between us.',
      ends_on: day(200),
    });
    await mentor.post(`/pairings/${id}/agreement/sign`, { terms_digest });
    await mentee.post(`/pairings/${id}/agreement/sign`, { terms_digest });
  });
}

export interface Respondent {
  name: string;
  role: 'mentor' | 'mentee';
}

/** Each of these answers the survey by the link in their mail. */
export async function answerSurvey(
  crowd: Crowd,
  people: readonly Respondent[],
  answers: (role: Respondent['role'], at: number) => SurveyAnswer[],
): Promise<void> {
  const links = await mailedLinks(crowd);
  await inTurns([...people.entries()], async ([at, { name, role }]) => {
    const respondent = holder(crowd, links, name);
    const { consent_version } = await respondent.get<SurveyView>('/public/survey');
    await respondent.post('/public/survey/answers', {
      consent: true,
      consent_version,
      answers: answers(role, at),
    });
  });
}
