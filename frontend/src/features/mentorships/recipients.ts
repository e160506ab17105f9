// The named persons who read concerns.
import { queryOptions } from '@tanstack/react-query';
import { getConcernRecipients } from '../../gen';
import { versioned } from '../../shared/api/etag';

export const recipientsQuery = queryOptions({
  queryKey: ['concern-recipients'],
  queryFn: async ({ signal }) => versioned(await getConcernRecipients({ signal })),
});
