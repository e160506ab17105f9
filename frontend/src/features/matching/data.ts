// What several pages of matching read: a cycle, a round, the regions, one's own enrolments.
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { getCycle, getRound, listMyEnrolments, listRegions } from '../../gen';
import { versioned } from '../../shared/api/etag';

export const cycleQuery = (id: string) =>
  queryOptions({
    queryKey: ['cycle', id],
    queryFn: async ({ signal }) => versioned(await getCycle({ path: { id }, signal })),
  });

export const roundQuery = (id: string) =>
  queryOptions({
    queryKey: ['round', id],
    queryFn: async ({ signal }) => (await getRound({ path: { id }, signal })).data,
  });

export const myEnrolmentsQuery = queryOptions({
  queryKey: ['my_enrolments'],
  queryFn: async ({ signal }) => (await listMyEnrolments({ query: { limit: 200 }, signal })).data,
});

const regionsQuery = queryOptions({
  queryKey: ['matching', 'regions'],
  queryFn: async ({ signal }) => (await listRegions({ signal })).data,
  staleTime: 300_000,
});

/** The regions, and the name of each by its id. */
export function useRegions() {
  const { items } = useSuspenseQuery(regionsQuery).data;
  return {
    options: items.map(({ id, name }) => ({ value: id, label: name })),
    name: (id: string) => items.find((region) => region.id === id)?.name ?? '',
  };
}
