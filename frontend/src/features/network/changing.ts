// What a change to seats, terms or regions makes stale, told to all pages at once.
import type { QueryClient } from '@tanstack/react-query';

const STALE = [
  'seats',
  'terms',
  'regions',
  'region_loads',
  'jurisdictions',
  'jurisdiction_moves',
  'coverage',
  'institutions',
  'dashboard',
  'readiness',
  'guideships',
];

export const networkChanged = (queries: QueryClient) =>
  Promise.all(STALE.map((key) => queries.invalidateQueries({ queryKey: [key] })));

/** An institution alone has changed, and what lists or counts institutions. */
export const institutionChanged = (queries: QueryClient) =>
  Promise.all(
    ['institution', 'institutions', 'regions', 'region_loads'].map((key) =>
      queries.invalidateQueries({ queryKey: [key] }),
    ),
  );

/** Two records became one, or one became two, or one lies in another region: all that refers to institutions. */
export const institutionMerged = (queries: QueryClient) =>
  Promise.all([
    institutionChanged(queries),
    ...['people', 'affiliations', 'enrolments', 'associations'].map((key) =>
      queries.invalidateQueries({ queryKey: [key] }),
    ),
  ]);

export const REASONS = [
  'moved',
  'new_position',
  'workload',
  'health',
  'family',
  'inactive',
  'conduct',
  'other',
] as const;
