// What the task force's own pages read, named once so that a change can be told to all of them.
import { queryOptions } from '@tanstack/react-query';
import {
  getDecision,
  getStakeholder,
  getTaskForceMeeting,
  getTaskForceRules,
  listDecisions,
  listStakeholders,
  listTaskForceMeetings,
} from '../../gen';
import { everyPage } from '../../shared/api/everyPage';
import { queryClient } from '../../shared/api/queryClient';

const key = 'governance';

export const meetingsQuery = queryOptions({
  queryKey: [key, 'meetings'],
  queryFn: ({ signal }) => everyPage((query) => listTaskForceMeetings({ query, signal })),
});

export const meetingQuery = (id: string) =>
  queryOptions({
    queryKey: [key, 'meeting', id],
    queryFn: async ({ signal }) => (await getTaskForceMeeting({ path: { id }, signal })).data,
  });

export const decisionsQuery = queryOptions({
  queryKey: [key, 'decisions'],
  queryFn: ({ signal }) => everyPage((query) => listDecisions({ query, signal })),
});

export const decisionsOfMeetingQuery = (meeting_id: string) =>
  queryOptions({
    queryKey: [key, 'decisions', meeting_id],
    queryFn: ({ signal }) =>
      everyPage((query) => listDecisions({ query: { ...query, meeting_id }, signal })),
  });

export const decisionQuery = (id: string) =>
  queryOptions({
    queryKey: [key, 'decision', id],
    queryFn: async ({ signal }) => (await getDecision({ path: { id }, signal })).data,
  });

export const stakeholdersQuery = queryOptions({
  queryKey: [key, 'stakeholders'],
  queryFn: ({ signal }) => everyPage((query) => listStakeholders({ query, signal })),
});

export const stakeholderQuery = (id: string) =>
  queryOptions({
    queryKey: [key, 'stakeholder', id],
    queryFn: async ({ signal }) => (await getStakeholder({ path: { id }, signal })).data,
  });

/** Under the key of the seats, which change with them. */
export const rulesQuery = queryOptions({
  queryKey: ['task-force', 'rules'],
  queryFn: async ({ signal }) => (await getTaskForceRules({ signal })).data,
});

/** After a change: a meeting's decisions, a decision's meeting and every list are read anew. */
export const governanceChanged = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: [key] }),
    queryClient.invalidateQueries({ queryKey: ['dashboard'] }),
  ]);
