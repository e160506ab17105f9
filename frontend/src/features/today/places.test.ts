// Everything the dashboard names leads somewhere, for those who may go there.
import { expect, test } from 'vitest';
import type { TodayKind } from '../../gen';
import { PAGE_OF, pageOf, placeFor } from './places';

const KINDS: Record<TodayKind, true> = {
  proposals_to_answer: true,
  pairing_questions: true,
  agreements_to_write: true,
  agreements_to_sign: true,
  conduct_to_accept: true,
  coordinators_overloaded: true,
  regions_unattended: true,
  questions_unattended: true,
  sessions_soon: true,
  reviews_to_write: true,
  votes_to_cast: true,
  stakeholders_overdue: true,
  milestones_overdue: true,
  adjustments_overdue: true,
  rounds_to_publish: true,
  proposals_waiting: true,
  pairings_asking_for_attention: true,
  pairings_stalled: true,
  questions_to_answer: true,
  pairings_ending: true,
  proposals_declined: true,
  circles_too_small: true,
  pairings_without_agreement: true,
  pairings_without_meeting: true,
  applications_to_decide: true,
  seats_uncovered: true,
  terms_ending: true,
  resources_to_review: true,
  resources_to_check: true,
};
// Whoever may do everything.
const all = { includes: () => true } as unknown as string[];

test('every kind has a page', () => {
  expect(Object.keys(KINDS).filter((kind) => !placeFor(kind, all))).toEqual([]);
});

test('everything the cards link to is a page', () => {
  const things = Object.keys(PAGE_OF) as Array<keyof typeof PAGE_OF>;
  expect(things.filter((thing) => !pageOf(thing, all, 'x'))).toEqual([]);
});

test('filters and ids are put in, and nobody is led to where they may not go', () => {
  expect(placeFor('milestones_overdue', all)).toEqual({ to: '/plan', search: { show: 'overdue' } });
  expect(placeFor('circles_too_small', all, '01a2')).toEqual({ to: '/circles/01a2' });
  expect(placeFor('resources_to_review', all, '01a2')).toEqual({ to: '/library/01a2' });
  expect(placeFor('milestones_overdue', [])).toBeUndefined();
  expect(pageOf('plan', [])).toBeUndefined();
});
