// What the network's pages read, named once so that a change can be told to all of them.
import { queryOptions } from '@tanstack/react-query';
import {
  getRegion,
  type InstitutionView,
  listJurisdictions,
  listRegions,
  listSeats,
  listTerms,
} from '../../gen';
import { everyPage } from '../../shared/api/everyPage';

export const regionsQuery = queryOptions({
  queryKey: ['regions'],
  queryFn: async ({ signal }) => (await listRegions({ signal })).data.items,
});

export const regionQuery = (id: string) =>
  queryOptions({
    queryKey: ['regions', id],
    queryFn: async ({ signal }) => (await getRegion({ path: { id }, signal })).data,
  });

export const jurisdictionsQuery = queryOptions({
  queryKey: ['jurisdictions'],
  queryFn: async ({ signal }) => (await listJurisdictions({ signal })).data.items,
  staleTime: Number.POSITIVE_INFINITY,
});

export const seatsQuery = queryOptions({
  queryKey: ['seats'],
  queryFn: async ({ signal }) => (await listSeats({ signal })).data.items,
});

/** Every term the person may see; a seat's holder can stand on any page of the list. */
export const termsQuery = queryOptions({
  queryKey: ['terms', 'all'],
  queryFn: ({ signal }) => everyPage((query) => listTerms({ query, signal })),
});

export const institutionsKey = ['institutions'] as const;
export type Count = InstitutionView['staff'];
