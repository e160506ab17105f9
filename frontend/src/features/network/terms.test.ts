// The holder of a seat is who serves today, else who will; what is over holds nothing.
import { expect, test } from 'vitest';
import type { TermView } from '../../gen';
import { holderOf } from './terms';

const term = (
  id: string,
  state: TermView['state'],
  starts_on: string,
  ends_on: string,
): TermView => ({
  id,
  state,
  starts_on,
  ends_on,
  seat_id: 's',
  handover: false,
  alone_from: starts_on,
  appointed_until: ends_on,
  never_began: false,
  renews_term_id: null,
  times_renewed: 0,
  renewal_id: null,
  person_id: id,
  person_name: id,
  region_id: 'r',
  region_name: 'R',
  version: 1,
});

const TODAY = '2026-06-01';

test('who serves comes before who trains', () => {
  const terms = [
    term('next', 'in_training', '2026-05-01', '2028-05-01'),
    term('now', 'active', '2025-01-01', '2026-07-01'),
  ];
  expect(holderOf('s', terms, TODAY)?.id).toBe('now');
  expect(holderOf('s', terms, '2026-07-01')?.id).toBe('next');
});

test('what has ended or belongs to another seat holds nothing', () => {
  const terms = [
    term('gone', 'ended', '2025-01-01', '2027-01-01'),
    term('past', 'active', '2024-01-01', TODAY),
    { ...term('other', 'active', '2025-01-01', '2027-01-01'), seat_id: 'other' },
  ];
  expect(holderOf('s', terms, TODAY)).toBeUndefined();
});
