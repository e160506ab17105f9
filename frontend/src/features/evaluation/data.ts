// What several pages of evidence read, named once so that a change can be told to all of them.
import { queryOptions } from '@tanstack/react-query';
import {
  getFinding,
  getInstrument,
  getStudy,
  getWaveResults,
  listCycles,
  listInstruments,
  listWaves,
} from '../../gen';
import { versioned } from '../../shared/api/etag';
import { everyPage } from '../../shared/api/everyPage';

export const studyQuery = (id: string) =>
  queryOptions({
    queryKey: ['study', id],
    queryFn: async ({ signal }) => versioned(await getStudy({ path: { id }, signal })),
  });

export const wavesQuery = (study: string) =>
  queryOptions({
    queryKey: ['waves', study],
    queryFn: ({ signal }) =>
      everyPage((query) => listWaves({ path: { id: study }, query, signal })),
  });

export const resultsQuery = (wave: string) =>
  queryOptions({
    queryKey: ['results', wave],
    queryFn: async ({ signal }) => (await getWaveResults({ path: { id: wave }, signal })).data,
  });

export const instrumentQuery = (id: string) =>
  queryOptions({
    queryKey: ['instrument', id],
    queryFn: async ({ signal }) => versioned(await getInstrument({ path: { id }, signal })),
  });

export const instrumentsQuery = queryOptions({
  queryKey: ['instruments', 'all'],
  queryFn: ({ signal }) => everyPage((query) => listInstruments({ query, signal })),
});

export const cyclesQuery = queryOptions({
  queryKey: ['evaluation', 'cycles'],
  queryFn: ({ signal }) => everyPage((query) => listCycles({ query, signal })),
});

export const findingQuery = (id: string) =>
  queryOptions({
    queryKey: ['finding', id],
    queryFn: async ({ signal }) => (await getFinding({ path: { id }, signal })).data,
  });
