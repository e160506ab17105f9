// What interviews read. All of it lies under recruitment, so that a change there reads it again.
import { queryOptions } from '@tanstack/react-query';
import {
  getInterview,
  listInterviewSlots,
  listInterviews,
  listPanelScores,
  listPeople,
} from '../../gen';
import { everyPage } from '../../shared/api/everyPage';

export const slotsQuery = (openingId: string) =>
  queryOptions({
    queryKey: ['recruitment', 'interview-slots', openingId],
    queryFn: ({ signal }) =>
      everyPage((query) => listInterviewSlots({ path: { id: openingId }, query, signal })),
  });

export const interviewsQuery = (openingId: string) =>
  queryOptions({
    queryKey: ['recruitment', 'interviews', openingId],
    queryFn: ({ signal }) =>
      everyPage((query) => listInterviews({ path: { id: openingId }, query, signal })),
  });

export const interviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'interview', id],
    queryFn: async ({ signal }) => (await getInterview({ path: { id }, signal })).data,
  });

export const panelScoresQuery = (id: string) =>
  queryOptions({
    queryKey: ['recruitment', 'panel-scores', id],
    queryFn: async ({ signal }) => (await listPanelScores({ path: { id }, signal })).data,
  });

/** Whom a panel is made of: reviewers and the task force anywhere, coordinators of the region. */
export const panelCandidatesQuery = (regionId: string) =>
  queryOptions({
    queryKey: ['people', 'panel', regionId],
    queryFn: async ({ signal }) => {
      const [reviewers, force, coordinators] = await Promise.all([
        everyPage((query) => listPeople({ query: { role: 'reviewer', ...query }, signal })),
        everyPage((query) => listPeople({ query: { role: 'task_force', ...query }, signal })),
        everyPage((query) =>
          listPeople({ query: { role: 'coordinator', region_id: regionId, ...query }, signal }),
        ),
      ]);
      const known = new Map([...reviewers, ...force, ...coordinators].map((who) => [who.id, who]));
      return [...known.values()].filter((who) => !who.disabled);
    },
  });
