// The code of conduct as the signed-in person stands to it.
import { queryOptions } from '@tanstack/react-query';
import { getCodeOfConduct } from '../../gen';
import { versioned } from '../../shared/api/etag';
import { queryClient } from '../../shared/api/queryClient';

export const conductQuery = queryOptions({
  queryKey: ['code-of-conduct'],
  queryFn: async ({ signal }) => versioned(await getCodeOfConduct({ signal })),
});

export const conductChanged = () =>
  Promise.all(
    [conductQuery.queryKey, ['dashboard']].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );
