// The network's thresholds for the health of pairings, in the order in which they come to bear.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { getMentoringRules } from '../../gen';
import { versioned } from '../../shared/api/etag';

export const RULES = [
  { name: 'first_contact_days', unit: 'days' },
  { name: 'meeting_days', unit: 'days' },
  { name: 'agreement_days', unit: 'days' },
  { name: 'answer_days', unit: 'days' },
  { name: 'quiet_days', unit: 'days' },
  { name: 'ending_days', unit: 'days' },
  { name: 'most_pairings', unit: 'pairings' },
  { name: 'most_stalled', unit: 'pairings' },
] as const;

export const rulesQuery = queryOptions({
  queryKey: ['mentoring-rules'],
  queryFn: async ({ signal }) => versioned(await getMentoringRules({ signal })),
});

/** The thresholds, once they are here; what hangs on them is not said before. */
export const useRules = () => useQuery(rulesQuery).data?.value;
