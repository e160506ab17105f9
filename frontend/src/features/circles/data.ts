// What several pages of circles read, what a change makes stale, and who may change a circle.
import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query';
import {
  getCircle,
  getCircleRound,
  listCircleCandidates,
  listCirclesOfRound,
  listCycles,
  listMyCircles,
} from '../../gen';
import { everyPage } from '../../shared/api/everyPage';
import { useCan, useMe } from '../../shared/auth/useMe';
import { runsFor } from './circles';

export const circleRoundQuery = (id: string) =>
  queryOptions({
    queryKey: ['circle_round', id],
    queryFn: async ({ signal }) => (await getCircleRound({ path: { id }, signal })).data,
  });

/** Every circle of a round: whoever moves somebody needs all of them. */
export const circlesOfRoundQuery = (id: string) =>
  queryOptions({
    queryKey: ['circles_of_round', id],
    queryFn: ({ signal }) =>
      everyPage((query) => listCirclesOfRound({ path: { id }, query, signal })),
  });

export const circleQuery = (id: string) =>
  queryOptions({
    queryKey: ['circle', id],
    queryFn: async ({ signal }) => (await getCircle({ path: { id }, signal })).data,
  });

export const myCirclesQuery = queryOptions({
  queryKey: ['my_circles'],
  queryFn: ({ signal }) => everyPage((query) => listMyCircles({ query, signal })),
});

/** Every cycle, to narrow by one. */
export const cyclesQuery = queryOptions({
  queryKey: ['cycles', 'all'],
  queryFn: ({ signal }) => everyPage((query) => listCycles({ query, signal })),
});

/** Whom an open circle could ask now: what was so a minute ago need not be so any more. */
export const candidatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['circle_candidates', id],
    queryFn: async ({ signal }) => (await listCircleCandidates({ path: { id }, signal })).data,
    staleTime: 0,
    gcTime: 0,
  });

const STALE = [
  'circle',
  'circles',
  'circle_meetings',
  'circle_round',
  'circle_rounds',
  'circles_of_round',
  'unplaced',
  'my_circles',
  'my_enrolments',
  'dashboard',
];

const circlesChanged = (queries: QueryClient) =>
  Promise.all(STALE.map((name) => queries.invalidateQueries({ queryKey: [name] })));

/** Reads again what a change of a circle touches. */
export function useCirclesChanged() {
  const queries = useQueryClient();
  return () => circlesChanged(queries);
}

/** Whether I run what belongs to this region, or to the nation. */
export function useRuns(region: string | null): boolean {
  const { grants } = useMe();
  return useCan('run_rounds') && runsFor(grants, region);
}
