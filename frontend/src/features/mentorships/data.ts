// What several parts of these pages read, and what is read anew after a change.
import { queryOptions } from '@tanstack/react-query';
import {
  type ConcernView,
  getAgreement,
  getAgreementTemplate,
  getCaseload,
  getCheckInQuestion,
  getConcernPeople,
  getHealth,
  getPairing,
  listGoals,
  listMyPairingQuestions,
  listPlannedMeetings,
  type PairingView,
} from '../../gen';
import { versioned } from '../../shared/api/etag';
import { everyPage } from '../../shared/api/everyPage';
import { queryClient } from '../../shared/api/queryClient';
import { rulesQuery } from './rules';

export const pairingQuery = (id: string) =>
  queryOptions({
    queryKey: ['pairing', id],
    queryFn: async ({ signal }) => (await getPairing({ path: { id }, signal })).data,
  });

/** The agreement, or null while nobody has written it; then there is nothing to ask for. */
export const agreementQuery = ({ id, agreement }: PairingView) =>
  queryOptions({
    queryKey: ['agreement', id, agreement === 'none'],
    queryFn: async ({ signal }) => {
      if (agreement === 'none') return null;
      return versioned(await getAgreement({ path: { id }, signal }));
    },
  });

export const templateQuery = queryOptions({
  queryKey: ['agreement-template'],
  queryFn: async ({ signal }) => versioned(await getAgreementTemplate({ signal })),
});

export const healthQuery = (id: string) =>
  queryOptions({
    queryKey: ['health', id],
    queryFn: async ({ signal }) => (await getHealth({ path: { id }, signal })).data,
  });

export const goalsQuery = (id: string) =>
  queryOptions({
    queryKey: ['goals', id],
    queryFn: ({ signal }) => everyPage(async (query) => listGoals({ path: { id }, query, signal })),
  });

/** What is planned, neither held nor cancelled, earliest first. */
export const plannedQuery = (id: string) =>
  queryOptions({
    queryKey: ['planned-meetings', id],
    queryFn: async ({ signal }) =>
      (
        await listPlannedMeetings({
          path: { id },
          query: { state: 'planned', limit: 20 },
          signal,
        })
      ).data.items,
  });

/** Who reads a check-in of this pairing, known before anything is written. */
export const readersQuery = (id: string) =>
  queryOptions({
    queryKey: ['check-in-question', id],
    queryFn: async ({ signal }) => (await getCheckInQuestion({ path: { id }, signal })).data,
  });

/** Whom a concern about this pairing may be about, and who would read it. Read anew whenever somebody wants to raise one. */
export const concernPeopleQuery = (id: string) =>
  queryOptions({
    queryKey: ['concern-people', id],
    queryFn: async ({ signal }) => (await getConcernPeople({ path: { id }, signal })).data,
  });

export const myQuestionsQuery = queryOptions({
  queryKey: ['pairing-questions'],
  queryFn: async ({ signal }) => (await listMyPairingQuestions({ signal })).data.items,
});

export const caseloadQuery = queryOptions({
  queryKey: ['caseload'],
  queryFn: async ({ signal }) => (await getCaseload({ signal })).data,
});

const SHOWN_IN = [
  'pairings',
  'my_pairings',
  'pairing-health',
  'pairing-questions',
  'caseload',
  'dashboard',
];
const OF_ONE = [
  'pairing',
  'agreement',
  'health',
  'goals',
  'goal-steps',
  'meetings',
  'planned-meetings',
  'check-ins',
];

/** A pairing is another now: everything that shows it is read anew. */
export async function pairingChanged(id: string): Promise<void> {
  const keys = [...SHOWN_IN.map((name) => [name]), ...OF_ONE.map((name) => [name, id])];
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

/** Other thresholds: which pairings need looking after, and whom they wait for, is another now. */
export async function rulesChanged(): Promise<void> {
  const keys = [rulesQuery.queryKey, ['health'], ...SHOWN_IN.map((name) => [name])];
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

export async function questionsChanged(): Promise<void> {
  const keys = [['questions'], ['question'], ['caseload'], ['dashboard']];
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

export async function concernChanged({ id, pairing_id }: ConcernView): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['concern', id] }),
    queryClient.invalidateQueries({ queryKey: ['concerns'] }),
    pairingChanged(pairing_id),
  ]);
}
