// What the task force's pages read, and which state of a milestone may follow which.
import { queryOptions } from '@tanstack/react-query';
import {
  getTaskForceRules,
  listCharters,
  listMilestones,
  listObjectives,
  listTaskForceSeats,
  type MilestoneState,
  type MilestoneView,
} from '../../gen';
import { everyPage } from '../../shared/api/everyPage';

export const chartersQuery = queryOptions({
  queryKey: ['charters'],
  queryFn: ({ signal }) => everyPage((query) => listCharters({ query, signal })),
});

/** Objectives and milestones change together. */
export const planKey = ['plan'] as const;

export const objectivesQuery = queryOptions({
  queryKey: [...planKey, 'objectives'],
  queryFn: ({ signal }) => everyPage((query) => listObjectives({ query, signal })),
});

export const milestonesQuery = queryOptions({
  queryKey: [...planKey, 'milestones'],
  queryFn: ({ signal }) => everyPage((query) => listMilestones({ query, signal })),
});

export const taskForceQuery = queryOptions({
  queryKey: ['task-force'],
  queryFn: ({ signal }) => everyPage((query) => listTaskForceSeats({ query, signal })),
});

/** Under the seats' key: who sits there decides how many make a quorum. */
export const taskForceRulesQuery = queryOptions({
  queryKey: [...taskForceQuery.queryKey, 'rules'],
  queryFn: async ({ signal }) => (await getTaskForceRules({ signal })).data,
});

const NEXT: Readonly<Record<MilestoneState, readonly MilestoneState[]>> = {
  planned: ['in_progress', 'done', 'dropped'],
  in_progress: ['planned', 'done', 'dropped'],
  done: ['in_progress'],
  dropped: ['planned'],
};

/** The state it has, and those it may take. */
export const statesFrom = (state: MilestoneState): MilestoneState[] => [state, ...NEXT[state]];

export const isOpen = ({ state }: Pick<MilestoneView, 'state'>) =>
  state === 'planned' || state === 'in_progress';
