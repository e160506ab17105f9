// What recruitment reads: openings, their applications and ranking, reviews.
import { queryOptions } from '@tanstack/react-query';
import {
  type ApplicationBrief,
  getApplication,
  getOpening,
  getOpeningFunnel,
  getOpeningRanking,
  listApplicationReferences,
  listApplicationReviews,
  listApplications,
  listAttachments,
  listCampaigns,
} from '../../gen';
import { versioned } from '../../shared/api/etag';
import { queryClient } from '../../shared/api/queryClient';

const ALL = 200;

export const openingQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'opening', id],
    queryFn: async ({ signal }) => versioned(await getOpening({ path: { id }, signal })),
  });

/** Every application of an opening: its stages only make sense side by side. */
export const applicationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'applications', id],
    queryFn: async ({ signal }) => {
      const all: ApplicationBrief[] = [];
      let cursor: string | null | undefined;
      do {
        const query = { limit: ALL, ...(cursor ? { cursor } : {}) };
        const { data } = await listApplications({ path: { id }, query, signal });
        all.push(...data.items);
        cursor = data.next_cursor;
      } while (cursor);
      return all;
    },
  });

export const rankingQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'ranking', id],
    queryFn: async ({ signal }) => (await getOpeningRanking({ path: { id }, signal })).data.items,
  });

export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'application', id],
    queryFn: async ({ signal }) => (await getApplication({ path: { id }, signal })).data,
  });

export const reviewsQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'reviews', id],
    queryFn: async ({ signal }) => (await listApplicationReviews({ path: { id }, signal })).data,
  });

export const referencesQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'references', id],
    queryFn: async ({ signal }) => (await listApplicationReferences({ path: { id }, signal })).data,
  });

export const attachmentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'attachments', id],
    queryFn: async ({ signal }) => (await listAttachments({ path: { id }, signal })).data.items,
  });

export const campaignsQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'campaigns', id],
    queryFn: async ({ signal }) => (await listCampaigns({ path: { id }, signal })).data.items,
  });

export const funnelQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'funnel', id],
    queryFn: async ({ signal }) => (await getOpeningFunnel({ path: { id }, signal })).data,
  });

/** After a change: one act moves openings, applications and ranking at once, seats with them, and what waits for whom. */
export const recruitmentChanged = () =>
  Promise.all(
    [['recruitment'], ['dashboard'], ['seats'], ['seat']].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );
