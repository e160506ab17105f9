// What the network's pages read, named once so that a change can be told to all of them.
import { queryOptions } from '@tanstack/react-query';
import {
  getRegion,
  getRegionLoads,
  getSeat,
  getTermRules,
  type InstitutionView,
  listJurisdictions,
  listOwnTerms,
  listPresets,
  listRegions,
  listSeats,
  listTerms,
  type Measure,
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
  staleTime: 300_000,
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

export const seatQuery = (id: string) =>
  queryOptions({
    queryKey: ['seats', id],
    queryFn: async ({ signal }) => (await getSeat({ path: { id }, signal })).data,
  });

export const ownTermsQuery = queryOptions({
  queryKey: ['terms', 'own'],
  queryFn: async ({ signal }) => (await listOwnTerms({ signal })).data.items,
});

export const termRulesQuery = queryOptions({
  queryKey: ['term_rules'],
  queryFn: async ({ signal }) => (await getTermRules({ signal })).data,
});

export const regionLoadsQuery = (measure: Measure) =>
  queryOptions({
    queryKey: ['region_loads', measure],
    queryFn: async ({ signal }) => (await getRegionLoads({ query: { measure }, signal })).data,
  });

export const presetsQuery = queryOptions({
  queryKey: ['presets'],
  queryFn: async ({ signal }) => (await listPresets({ signal })).data,
});

export const institutionsKey = ['institutions'] as const;
export type Count = InstitutionView['staff'];
