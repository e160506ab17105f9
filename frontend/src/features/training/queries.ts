// What training reads: cohorts with their members, sessions, requirements, attendance.
import { queryOptions } from '@tanstack/react-query';
import {
  getAttendance,
  getCohort,
  getMyTraining,
  getTrainingSession,
  listRequirements,
  listTrainingSessions,
} from '../../gen';
import { versioned } from '../../shared/api/etag';
import { queryClient } from '../../shared/api/queryClient';

export const cohortQuery = (id: string) =>
  queryOptions({
    queryKey: ['training', 'cohort', id],
    queryFn: async ({ signal }) => (await getCohort({ path: { id }, signal })).data,
  });

export const sessionsQuery = (cohortId: string) =>
  queryOptions({
    queryKey: ['training', 'sessions', cohortId],
    queryFn: async ({ signal }) =>
      (await listTrainingSessions({ path: { id: cohortId }, signal })).data.items,
  });

export const requirementsQuery = (cohortId: string) =>
  queryOptions({
    queryKey: ['training', 'requirements', cohortId],
    queryFn: async ({ signal }) =>
      (await listRequirements({ path: { id: cohortId }, signal })).data.items,
  });

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['training', 'session', id],
    queryFn: async ({ signal }) => versioned(await getTrainingSession({ path: { id }, signal })),
  });

export const attendanceQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['training', 'attendance', sessionId],
    queryFn: async ({ signal }) => (await getAttendance({ path: { id: sessionId }, signal })).data,
  });

export const myTrainingQuery = queryOptions({
  queryKey: ['training', 'mine'],
  queryFn: async ({ signal }) => (await getMyTraining({ signal })).data.items,
});

/** After a change: attendance moves progress, and progress the cohort. */
export const trainingChanged = () => queryClient.invalidateQueries({ queryKey: ['training'] });
