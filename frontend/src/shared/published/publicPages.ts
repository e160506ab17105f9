// Which pages there are for strangers: the public layout links to them, and they ask before they read.
import { queryOptions } from '@tanstack/react-query';
import { listPublicPages } from '../../gen';

export const publicPagesQuery = queryOptions({
  queryKey: ['public-pages'],
  queryFn: async ({ signal }) => (await listPublicPages({ signal })).data,
  staleTime: 60_000,
});
