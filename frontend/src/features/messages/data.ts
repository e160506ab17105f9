// What the pages of messages read.
import { queryOptions, useQuery } from '@tanstack/react-query';
import {
  getMessage,
  listCycles,
  listMessageTemplates,
  listMessageWords,
  listRegions,
} from '../../gen';

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', id],
    queryFn: async ({ signal }) => (await getMessage({ path: { id }, signal })).data,
  });

export const wordsQuery = queryOptions({
  queryKey: ['message-words'],
  queryFn: async ({ signal }) => (await listMessageWords({ signal })).data.items,
});

/** Those in use, for the choice while writing: more than 200 are looked up on their own page. */
export const templatesQuery = queryOptions({
  queryKey: ['message-templates', 'in use'],
  queryFn: async ({ signal }) =>
    (await listMessageTemplates({ query: { limit: 200 }, signal })).data.items,
});

const named = (items: Array<{ id: string; name: string }> | undefined) =>
  (items ?? []).map(({ id, name }) => ({ value: id, label: name }));

export function useRegionOptions() {
  const { data } = useQuery({
    queryKey: ['messages', 'regions'],
    queryFn: async ({ signal }) => (await listRegions({ signal })).data.items,
  });
  return named(data);
}

export function useCycleOptions() {
  const { data } = useQuery({
    queryKey: ['messages', 'cycles'],
    queryFn: async ({ signal }) => (await listCycles({ query: { limit: 100 }, signal })).data.items,
  });
  return named(data);
}
