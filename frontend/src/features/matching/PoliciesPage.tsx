// The matching policies of the network and of regions, from which cycles begin, and every version that was saved.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { type CycleView, listCycles, listPolicyVersions, type PolicyVersionView } from '../../gen';
import { useDisabledReason, useMe } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Timeline } from '../../shared/ui/Timeline';
import { useRegions } from './data';
import { PolicyWords } from './PolicyWords';
import { type PolicyPlace, policyQuery } from './policyPlace';

// Forms come when they are asked for, so that the page itself stays light.
const PolicyEditor = lazy(() => import('./PolicyEditor'));

export default function PoliciesPage() {
  const t = useT();
  const me = useMe();
  const regions = useRegions();
  const national = me.grants.some((grant) => grant.scope_kind === 'network');
  const mine = me.grants.map((grant) => grant.scope_id);
  const reached = regions.options.filter(({ value }) => national || mine.includes(value));
  const { data: cycles } = useSuspenseQuery({
    queryKey: ['cycles', 'open'],
    queryFn: async ({ signal }) => (await listCycles({ query: { limit: 50 }, signal })).data,
  });
  const current = cycles.items.find((cycle: CycleView) => cycle.state !== 'closed');
  return (
    <>
      <PageHeader
        title={t('matching.policies.title')}
        lead={t('matching.policies.lead')}
        actions={
          <ButtonLink to="/cycles" tone="quiet">
            {t('matching.policies.cycles')}
          </ButtonLink>
        }
      />
      <Stack gap="l">
        <LevelCard
          place={{ level: 'network', id: '' }}
          title={t('matching.policies.network')}
          permission="manage_cycles"
          cycleId={current?.id}
        />
        {reached.map(({ value, label }) => (
          <LevelCard
            key={value}
            place={{ level: 'region', id: value }}
            title={label}
            permission="set_region_policy"
            cycleId={current?.id}
          />
        ))}
        <Versions cycles={cycles.items} />
      </Stack>
    </>
  );
}

interface LevelCardProps {
  place: PolicyPlace;
  title: string;
  permission: string;
  cycleId: string | undefined;
}

function LevelCard({ place, title, permission, cycleId }: LevelCardProps) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  const { value } = useSuspenseQuery(policyQuery(place)).data;
  const reason = useDisabledReason(permission);
  return (
    <KeepFocus>
      <Card
        title={title}
        footer={
          !editing && (
            <Button
              onPress={() => setEditing(true)}
              disabledReason={reason}
              labelSuffix={`: ${title}`}
            >
              {t('matching.policy.change')}
            </Button>
          )
        }
      >
        {editing ? (
          <Suspense>
            <PolicyEditor place={place} cycleId={cycleId} onClose={() => setEditing(false)} />
          </Suspense>
        ) : (
          <Stack>
            <p>{t(`matching.policy.from.${value.in_force.level}`)}</p>
            {value.policy && <PolicyWords policy={value.policy} />}
          </Stack>
        )}
      </Card>
    </KeepFocus>
  );
}

function Versions({ cycles }: { cycles: readonly CycleView[] }) {
  const t = useT();
  const dates = useDates();
  const regions = useRegions();
  const what = (version: PolicyVersionView) => {
    const level = t(`matching.policies.level.${version.level}`);
    const cycle = cycles.find(({ id }) => id === version.cycle_id)?.name;
    const where = version.region_id ? regions.name(version.region_id) : (cycle ?? level);
    return t('matching.policies.version', { where, number: version.number });
  };
  return (
    <Card title={t('matching.policies.versions')}>
      <PagedList
        queryKey={['policy_versions']}
        read={async (page, signal) =>
          (await listPolicyVersions({ query: { limit: 20, ...page }, signal })).data
        }
        label={t('matching.policies.versions')}
        empty={
          <EmptyState
            title={t('matching.policies.empty')}
            next={t('matching.policies.empty_next')}
          />
        }
      >
        {(rows) => (
          <Timeline
            items={rows.map((version) => ({
              id: version.id,
              when: dates.dateTime(version.saved_at),
              dateTime: version.saved_at,
              title: what(version),
              detail: [
                version.saved_by_name,
                version.note,
                version.policy ? '' : t('matching.policies.steps_back'),
              ]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
        )}
      </PagedList>
    </Card>
  );
}
