// What the pages of succession read, named once so that a change can be told to all of them.
import { queryOptions } from '@tanstack/react-query';
import {
  getCoverage,
  getTerm,
  getTermReadiness,
  listGraduationCriteria,
  listGuideships,
  listRegions,
  listTerms,
} from '../../gen';
import { everyPage } from '../../shared/api/everyPage';

/** Without days: as far as the server looks unless told. */
export const coverageQuery = (to?: string) =>
  queryOptions({
    queryKey: ['coverage', to ?? null],
    queryFn: async ({ signal }) => (await getCoverage({ query: to ? { to } : {}, signal })).data,
  });

export const readinessQuery = (id: string) =>
  queryOptions({
    queryKey: ['readiness', id],
    queryFn: async ({ signal }) => (await getTermReadiness({ path: { id }, signal })).data,
  });

export const termQuery = (id: string) =>
  queryOptions({
    queryKey: ['terms', id],
    queryFn: async ({ signal }) => (await getTerm({ path: { id }, signal })).data,
  });

export const termsQuery = queryOptions({
  queryKey: ['terms', 'succession'],
  queryFn: ({ signal }) => everyPage((query) => listTerms({ query, signal })),
});

export const guideshipsQuery = queryOptions({
  queryKey: ['guideships', 'open'],
  queryFn: ({ signal }) =>
    everyPage((query) => listGuideships({ query: { ...query, open: true }, signal })),
});

export const criteriaQuery = queryOptions({
  queryKey: ['graduation_criteria'],
  queryFn: async ({ signal }) => (await listGraduationCriteria({ signal })).data.items,
});

export const regionsQuery = queryOptions({
  queryKey: ['succession', 'regions'],
  queryFn: async ({ signal }) => (await listRegions({ signal })).data.items,
  staleTime: 300_000,
});
