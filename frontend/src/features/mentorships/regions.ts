// The names to narrow a list by: regions and cycles.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { listCycles, listRegions } from '../../gen';
import { everyPage } from '../../shared/api/everyPage';

const named = (items: Array<{ id: string; name: string }> | undefined) =>
  (items ?? []).map(({ id, name }) => ({ value: id, label: name }));

export function useRegionOptions() {
  const { data } = useQuery({
    queryKey: ['mentorships', 'regions'],
    queryFn: async ({ signal }) => (await listRegions({ signal })).data.items,
  });
  return named(data);
}

export const cyclesQuery = queryOptions({
  queryKey: ['mentorships', 'cycles'],
  queryFn: ({ signal }) => everyPage((query) => listCycles({ query, signal })),
});

export const useCycleOptions = () => named(useQuery(cyclesQuery).data);
