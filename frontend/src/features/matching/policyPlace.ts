// Where a policy is said, and how it is read there. Apart from the form, which only comes when somebody opens it.
import { getCyclePolicy, getNetworkPolicy, getRegionPolicy } from '../../gen';
import { versioned } from '../../shared/api/etag';

export interface PolicyPlace {
  level: 'network' | 'region' | 'cycle';
  /** Of the region or the cycle. */
  id: string;
}

/** What a level says, and what counts there. */
export const policyQuery = ({ level, id }: PolicyPlace) => ({
  queryKey: ['policy', level, id],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    if (level === 'cycle') return versioned(await getCyclePolicy({ path: { id }, signal }));
    if (level === 'region') return versioned(await getRegionPolicy({ path: { id }, signal }));
    return versioned(await getNetworkPolicy({ signal }));
  },
});
