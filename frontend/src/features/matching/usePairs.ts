// The pairs of a round, page by page as they are needed, each with its marks.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { ProposalState } from '../../gen';
import type { Bench } from './useWorkbench';
import { listRows } from './workbenchApi';
import { marked } from './workbenchRows';

const PAGE = 200;

interface PairFilters {
  region_id: string | undefined;
  state: string | undefined;
}

export function usePairs(round: string, { region_id, state }: PairFilters, bench: Bench) {
  const list = useInfiniteQuery({
    queryKey: ['proposals', round, { region_id, state }],
    initialPageParam: '',
    queryFn: async ({ signal, pageParam }) => {
      const query = {
        limit: PAGE,
        ...(pageParam ? { cursor: pageParam } : {}),
        ...(region_id ? { region_id } : {}),
        ...(state ? { state: state as ProposalState } : {}),
      };
      return listRows(round, query, signal);
    },
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = list;
  const seq = bench.view.seq;
  const { changes } = bench;
  const all = useMemo(
    () => marked(data?.pages.flatMap((page) => page.items) ?? [], changes, seq),
    [data, changes, seq],
  );
  const fetchMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const pages = data?.pages.length ?? 0;
  return { all, pages, read: data !== undefined, more: hasNextPage, error, fetchMore, refetch };
}
