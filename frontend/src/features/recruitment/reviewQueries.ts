// What those who decide read of a review: reviewers, assignments, conflicts, agreement, and the ranking under other weights.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  getOpeningAgreement,
  getOpeningRanking,
  listOpeningAssignments,
  listOpeningConflicts,
  listOpeningReviewers,
} from '../../gen';
import { everyPage } from '../../shared/api/everyPage';

export const agreementQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'agreement', id],
    queryFn: async ({ signal }) => (await getOpeningAgreement({ path: { id }, signal })).data,
  });

export const reviewersQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'reviewers', id],
    queryFn: async ({ signal }) => (await listOpeningReviewers({ path: { id }, signal })).data,
  });

export const assignmentsQuery = (id: string, application?: string) =>
  queryOptions({
    queryKey: ['recruitment', 'assignments', id, application ?? 'all'],
    queryFn: ({ signal }) =>
      everyPage((page) =>
        listOpeningAssignments({
          path: { id },
          query: { ...page, ...(application ? { application_id: application } : {}) },
          signal,
        }),
      ),
  });

export const conflictsQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'conflicts', id],
    queryFn: ({ signal }) =>
      everyPage((page) => listOpeningConflicts({ path: { id }, query: page, signal })),
  });

/** The ranking with what other weights and more seats would make of it; the last answer stays while the next one comes. */
export const whatIfQuery = (id: string, weights: string | undefined, seats: number) =>
  queryOptions({
    queryKey: ['recruitment', 'ranking', id, 'what-if', weights ?? '', seats],
    queryFn: async ({ signal }) =>
      (
        await getOpeningRanking({
          path: { id },
          query: { seats, ...(weights ? { weights } : {}) },
          signal,
        })
      ).data,
    placeholderData: keepPreviousData,
  });
