// What the Today page reads: one answer for all of it, and how pressing each thing is.
import { queryOptions } from '@tanstack/react-query';
import { getDashboard, type TodayItem, type TodayKind } from '../../gen';
import { daysBetween } from '../../shared/i18n/days';

const WORK_UNDER_WAY_MS = 4000;

export const dashboardQuery = queryOptions({
  queryKey: ['dashboard'],
  queryFn: async ({ signal }) => (await getDashboard({ signal })).data,
  // Yesterday's answer is no answer; while work is under way, its progress is followed.
  staleTime: 10_000,
  refetchInterval: ({ state }) => (state.data?.jobs.length ? WORK_UNDER_WAY_MS : false),
});

/** What the day of an item says: until when, since when, or nothing. */
const DAY_MEANS: Readonly<Record<TodayKind, 'by' | 'from' | 'ends' | 'since' | 'was_due'>> = {
  proposals_to_answer: 'by',
  pairing_questions: 'by',
  agreements_to_write: 'since',
  agreements_to_sign: 'since',
  conduct_to_accept: 'since',
  sessions_soon: 'from',
  reviews_to_write: 'since',
  votes_to_cast: 'by',
  stakeholders_overdue: 'was_due',
  milestones_overdue: 'was_due',
  adjustments_overdue: 'was_due',
  rounds_to_publish: 'since',
  proposals_waiting: 'by',
  pairings_asking_for_attention: 'since',
  pairings_stalled: 'since',
  coordinators_overloaded: 'since',
  regions_unattended: 'since',
  questions_unattended: 'since',
  questions_to_answer: 'since',
  pairings_ending: 'ends',
  proposals_declined: 'since',
  circles_too_small: 'since',
  pairings_without_agreement: 'since',
  pairings_without_meeting: 'since',
  applications_to_decide: 'since',
  seats_uncovered: 'since',
  terms_ending: 'ends',
  resources_to_review: 'since',
  resources_to_check: 'was_due',
};

export const dayMeans = (kind: TodayKind) => DAY_MEANS[kind];

export type Urgency = 'late' | 'soon' | 'open';
/** What harms while it stands, on whatever day it began. */
const HARMS: readonly TodayKind[] = [
  'seats_uncovered',
  'pairings_asking_for_attention',
  'pairings_stalled',
  'circles_too_small',
];

export const harms = (kind: TodayKind): boolean => HARMS.includes(kind);
const SOON_DAYS = 7;

/** Late is what a day has passed for, or what harms while it stands; soon is what is due within a week. */
export function urgencyOf(item: Pick<TodayItem, 'kind' | 'earliest_on'>, today: string): Urgency {
  const means = DAY_MEANS[item.kind];
  if (harms(item.kind)) return 'late';
  if (!item.earliest_on || means === 'since') return 'open';
  const days = daysBetween(today, item.earliest_on);
  if (means === 'was_due' || days < 0) return 'late';
  return days <= SOON_DAYS ? 'soon' : 'open';
}

const RANK: Readonly<Record<Urgency, number>> = { late: 0, soon: 1, open: 2 };

/** What is late first, then what is soon; otherwise one's own things before those one looks after, as the API has them. */
export function inOrder(items: readonly TodayItem[], today: string): TodayItem[] {
  return items
    .map((item, at) => ({ item, at, rank: RANK[urgencyOf(item, today)] }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ item }) => item);
}
