// What presses stands first, and a day only presses when it means a limit.
import { expect, test } from 'vitest';
import type { TodayItem, TodayKind } from '../../gen';
import { inOrder, urgencyOf } from './dashboard';

const TODAY = '2026-11-25';
const item = (kind: TodayKind, earliest_on: string | null): TodayItem => ({
  kind,
  earliest_on,
  count: 1,
  subjects: [],
  href: '/api/v1/me',
});

test.each([
  ['proposals_to_answer', '2026-11-24', 'late'],
  ['proposals_to_answer', '2026-12-02', 'soon'],
  ['proposals_to_answer', '2026-12-03', 'open'],
  ['pairings_without_meeting', '2026-01-01', 'open'],
  ['milestones_overdue', '2026-11-24', 'late'],
  ['terms_ending', '2027-02-03', 'open'],
  ['seats_uncovered', null, 'late'],
  ['pairings_stalled', '2026-11-25', 'late'],
  ['pairings_asking_for_attention', '2026-11-25', 'late'],
  ['questions_to_answer', '2026-01-01', 'open'],
  ['pairings_ending', '2026-12-02', 'soon'],
  ['pairing_questions', '2026-11-24', 'late'],
  ['circles_too_small', null, 'late'],
  ['rounds_to_publish', null, 'open'],
] as const)('%s of %s is %s', (kind, earliest, urgency) => {
  expect(urgencyOf(item(kind, earliest), TODAY)).toBe(urgency);
});

test('late before soon before the rest, otherwise as they came', () => {
  const kinds = inOrder(
    [
      item('pairings_without_agreement', '2026-10-01'),
      item('pairings_without_meeting', '2026-10-01'),
      item('sessions_soon', '2026-11-27'),
      item('milestones_overdue', '2026-11-01'),
    ],
    TODAY,
  ).map(({ kind }) => kind);
  expect(kinds).toEqual([
    'milestones_overdue',
    'sessions_soon',
    'pairings_without_agreement',
    'pairings_without_meeting',
  ]);
});
