// The form of a policy with what it begins with and where it is saved: as the network's, a region's or a cycle's.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { putCyclePolicy, putNetworkPolicy, putRegionPolicy } from '../../gen';
import { ifMatch } from '../../shared/api/etag';
import { useT } from '../../shared/i18n/useT';
import { notify } from '../../shared/ui/notify';
import PolicyForm from './PolicyForm';
import { type PolicyPlace, policyQuery } from './policyPlace';

interface PolicyEditorProps {
  place: PolicyPlace;
  /** On whose people its effect can be looked at. */
  cycleId?: string | undefined;
  onClose: () => void;
}

export default function PolicyEditor({ place, cycleId, onClose }: PolicyEditorProps) {
  const t = useT();
  const queries = useQueryClient();
  const read = useSuspenseQuery(policyQuery(place)).data;
  return (
    <PolicyForm
      start={read.value.in_force.policy}
      cycleId={cycleId}
      ofRegion={place.level === 'region'}
      onClose={onClose}
      save={async (policy, note) => {
        const body = { policy, note };
        const headers = ifMatch(read);
        const path = { id: place.id };
        if (place.level === 'cycle') await putCyclePolicy({ path, headers, body });
        else if (place.level === 'region') await putRegionPolicy({ path, headers, body });
        else await putNetworkPolicy({ headers, body });
        await Promise.all(
          [['policy'], ['policy_versions'], ['cycle'], ['cycles']].map((queryKey) =>
            queries.invalidateQueries({ queryKey }),
          ),
        );
        notify({ tone: 'done', text: t('matching.policy.saved') });
        onClose();
      }}
    />
  );
}
