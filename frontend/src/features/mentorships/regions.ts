// The names to narrow a list by: regions and cycles.
import { useQuery } from '@tanstack/react-query';
import { listCycles, listRegions } from '../../gen';

const named = (items: Array<{ id: string; name: string }> | undefined) =>
  (items ?? []).map(({ id, name }) => ({ value: id, label: name }));

export function useRegionOptions() {
  const { data } = useQuery({
    queryKey: ['mentorships', 'regions'],
    queryFn: async ({ signal }) => (await listRegions({ signal })).data.items,
  });
  return named(data);
}

export function useCycles() {
  const { data } = useQuery({
    queryKey: ['mentorships', 'cycles'],
    queryFn: async ({ signal }) => (await listCycles({ query: { limit: 100 }, signal })).data.items,
  });
  return data ?? [];
}

export const useCycleOptions = () => named(useCycles());
