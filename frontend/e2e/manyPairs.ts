// A round with thousands of pairs, answered in the browser in the shapes of the API: what the screen alone takes is measured
// apart from any server.
import type { Page, Route } from '@playwright/test';
import type {
  CycleView,
  MeView,
  PageRoundProposal,
  Problem,
  ProposalDetail,
  ProposalPerson,
  RegionList,
  RoundAlternatives,
  RoundProposal,
  RoundView,
  RoundWorkbench,
  SignedIn,
} from '../src/gen';

const PAGE = 200;
const POSSIBLE = 100;
const NOW = '2027-01-15T12:00:00Z';
const id = (kind: number, n: number) =>
  `0199a3c2-${String(kind).padStart(4, '0')}-7c41-9d20-${String(n).padStart(12, '0')}`;
const REGION = id(1, 1);
const CYCLE = id(2, 1);
export const ROUND = id(3, 1);

const proposal = (n: number, of: number): RoundProposal => ({
  id: id(4, n),
  round_id: ROUND,
  cycle_id: CYCLE,
  region_id: REGION,
  region_name: 'Great Lakes',
  mentor_region_id: REGION,
  mentor_region_name: 'Great Lakes',
  mentee_id: id(5, n),
  mentee_name: `Mentee ${String(n).padStart(5, '0')}`,
  mentee_enrolment_id: id(6, n),
  mentee_career_stage: 'early',
  mentee_setting: 'public',
  mentee_answer: null,
  mentor_id: id(7, n),
  mentor_name: `Mentor ${String(2 * of - n).padStart(5, '0')}`,
  mentor_enrolment_id: id(8, n),
  mentor_career_stage: 'late',
  mentor_setting: 'academic',
  mentor_answer: null,
  my_side: null,
  points: POSSIBLE - Math.floor((n * POSSIBLE) / of),
  points_possible: POSSIBLE,
  state: 'proposed',
  answer_by: null,
  approved: n % 3 === 0,
  locked: n % 10 === 0,
  has_note: n % 50 === 0,
  changed_seq: 0,
  version: 1,
});

function parts(of: number) {
  const rows = Array.from({ length: of }, (_, n) => proposal(n, of));
  const total_points = rows.reduce((sum, row) => sum + row.points, 0);
  const approved = rows.filter((row) => row.approved).length;
  const locked = rows.filter((row) => row.locked).length;
  const me: MeView = {
    id: id(9, 1),
    name: 'Kim Coordinator',
    email: 'kim@library.example',
    locale: 'en',
    time_zone: 'America/Chicago',
    region_id: REGION,
    version: 1,
    permissions: ['run_rounds', 'view_cycles', 'view_network', 'view_proposals'],
    grants: [
      {
        id: id(10, 1),
        person_id: id(9, 1),
        role: 'coordinator',
        scope_kind: 'region',
        scope_id: REGION,
        scope_name: 'Great Lakes',
        created_at: NOW,
        ends_on: null,
        version: 1,
      },
    ],
  };
  const signedIn: SignedIn = {
    access_token: 'token',
    expires_in: 900,
    token_type: 'Bearer',
    person: { id: me.id, name: me.name, email: me.email },
  };
  const round: RoundView = {
    id: ROUND,
    cycle_id: CYCLE,
    number: 1,
    region_id: REGION,
    region_name: 'Great Lakes',
    state: 'ready',
    objective: 'most_total_fit',
    policy: {},
    policy_version_id: null,
    job_id: null,
    mentors: of,
    mentees: of,
    matched: of,
    unmatched: 0,
    total_points,
    gap: 0,
    published_at: null,
    edit_seq: 0,
    approved,
    asked: 0,
    keep_from_round_id: null,
    keep_points: 0,
    rematch_of_enrolment_id: null,
    rematch_of_name: null,
    created_at: NOW,
    version: 1,
  };
  const cycle: CycleView = {
    id: CYCLE,
    name: 'Spring 2027',
    state: 'matching',
    next_states: ['mentoring'],
    starts_on: '2027-01-01',
    ends_on: '2027-06-01',
    answer_within_days: 14,
    orientation_requirement_id: null,
    mentees: of,
    mentors: of,
    seats: of,
    policy: {},
    policy_level: 'built_in',
    policy_number: 0,
    created_at: NOW,
    version: 1,
  };
  const workbench: RoundWorkbench = {
    round_id: ROUND,
    state: 'ready',
    editable: true,
    leads: true,
    yours: { proposed: of, approved, asked: 0 },
    seq: 0,
    undo: null,
    redo: null,
    proposed: of,
    approved,
    asked: 0,
    locked,
    vetoed: 0,
    matched: of,
    unmatched: 0,
    total_points,
    gap: 0,
    people_changed: [],
    people_changed_elsewhere: 0,
  };
  const regions: RegionList = {
    items: [
      {
        id: REGION,
        code: 'GL',
        name: 'Great Lakes',
        jurisdictions: ['OH'],
        institutions: 1,
        seats: 1,
        staff: 1,
        version: 1,
      },
    ],
    next_cursor: null,
  };
  return { rows, me, signedIn, round, cycle, workbench, regions };
}

const person = (enrolment_id: string, person_id: string, name: string): ProposalPerson => ({
  enrolment_id,
  person_id,
  name,
  region_id: REGION,
  institution_name: null,
  setting: 'public',
  career_stage: 'mid',
  goals: ['cataloging'],
  interests: ['outreach'],
  languages: ['en'],
  time_zone: 'America/Chicago',
  years_of_experience: 5,
});

function detailOf(row: RoundProposal): ProposalDetail {
  const { mentor_enrolment_id, mentor_id, mentor_name } = row;
  return {
    ...row,
    alternatives: [],
    decline_reason: null,
    reasons: [],
    mentor: person(mentor_enrolment_id, mentor_id, mentor_name),
    mentee: person(row.mentee_enrolment_id, row.mentee_id, row.mentee_name),
  };
}

const missing = (instance: string): Problem => ({
  type: 'about:blank',
  title: 'Nothing is here',
  status: 404,
  detail: 'The measurement has no answer for this.',
  instance,
  request_id: 'none',
});

/** Answers everything that the round's page asks for, from now on. */
export async function answerWithPairs(page: Page, of: number): Promise<void> {
  const { rows, me, signedIn, round, cycle, workbench, regions } = parts(of);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const alternatives = (mentee: string | null): RoundAlternatives | undefined => {
    const row = rows.find((each) => each.mentee_enrolment_id === mentee);
    if (!row) return undefined;
    const { name, ...rest } = person(row.mentee_enrolment_id, row.mentee_id, row.mentee_name);
    const { enrolment_id, person_id, region_id, institution_name, setting, career_stage } = rest;
    const known = { enrolment_id, person_id, region_id, institution_name, setting, career_stage };
    return {
      mentee: { ...known, name, region_name: 'Great Lakes' },
      present_mentor: null,
      items: [],
    };
  };
  const pageOf = (cursor: string | null): PageRoundProposal => {
    const from = Number(cursor ?? 0);
    const next = from + PAGE;
    return {
      items: rows.slice(from, next),
      next_cursor: next < rows.length ? String(next) : null,
    };
  };
  const answers: Record<string, object> = {
    '/auth/refresh': signedIn,
    '/me': me,
    '/regions': regions,
    [`/rounds/${ROUND}`]: round,
    [`/rounds/${ROUND}/workbench`]: workbench,
    [`/cycles/${CYCLE}`]: cycle,
    [`/rounds/${ROUND}/unmatched`]: { items: [], next_cursor: null },
  };
  const find = (url: URL): object | undefined => {
    const path = url.pathname.replace('/api/v1', '');
    if (path === `/rounds/${ROUND}/proposals`) return pageOf(url.searchParams.get('cursor'));
    if (path.endsWith('/alternatives')) {
      return alternatives(url.searchParams.get('mentee_enrolment_id'));
    }
    const row = byId.get(path.replace('/proposals/', ''));
    return row ? detailOf(row) : answers[path];
  };
  await page.addInitScript(() => localStorage.setItem('perennial.session', '1'));
  await page.route('**/api/v1/**', async (route: Route) => {
    const url = new URL(route.request().url());
    const json = find(url);
    if (json) await route.fulfill({ json, headers: { ETag: '"1"' } });
    else await route.fulfill({ status: 404, json: missing(url.pathname) });
  });
}
