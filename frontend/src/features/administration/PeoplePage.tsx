// The people of the network: found by name, role and region, invited, looked at one by one.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listPeople, type PersonView, type Role } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { AccountBadge } from './AccountBadge';
import { InviteDialog } from './InviteDialog';
import { ROLES, regionsQuery } from './roles';

const peopleKey = ['people'] as const;

export default function PeoplePage() {
  const t = useT();
  const dates = useDates();
  const [{ q, role, region }, filter] = useFilters(['q', 'role', 'region']);
  const [inviting, setInviting] = useState(false);
  const off = useDisabledReason('invite_people');
  const regions = useSuspenseQuery(regionsQuery).data;
  const regionOf = (person: PersonView) =>
    regions.find(({ id }) => id === person.region_id)?.name ?? '—';
  const invite = (
    <Button tone="primary" disabledReason={off} onPress={() => setInviting(true)}>
      {t('administration.invite.action')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('administration.people.title')}
        lead={t('administration.people.lead')}
        actions={invite}
      />
      <Stack gap="l">
        <FilterBar>
          <SearchBox
            label={t('administration.people.search')}
            value={q}
            onSearch={(words) => filter({ q: words })}
          />
          <FilterSelect
            label={t('administration.role')}
            value={role}
            all={t('administration.all_roles')}
            options={ROLES.map((each) => ({
              value: each,
              label: t(`role.${each}`),
            }))}
            onChange={(value) => filter({ role: value })}
          />
          <FilterSelect
            label={t('scope.region')}
            value={region}
            all={t('administration.all_regions')}
            options={regions.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => filter({ region: value })}
          />
        </FilterBar>
        <PagedList
          label={t('administration.people.title')}
          queryKey={[...peopleKey, q, role, region]}
          read={async (page, signal) => {
            const query = {
              ...page,
              ...(q ? { q } : {}),
              ...(role ? { role: role as Role } : {}),
              ...(region ? { region_id: region } : {}),
            };
            return (await listPeople({ query, signal })).data;
          }}
          empty={
            <EmptyState
              title={t('administration.people.empty')}
              next={t('administration.people.empty_next')}
              action={
                <Button
                  onPress={() => filter({ q: undefined, role: undefined, region: undefined })}
                >
                  {t('administration.clear_filters')}
                </Button>
              }
            />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('administration.people.title')}
              captionHidden
              rows={rows}
              rowKey={(person) => person.id}
              busy={busy}
              columns={[
                {
                  id: 'name',
                  header: t('administration.name'),
                  cell: (person) => <AppLink to={`/people/${person.id}`}>{person.name}</AppLink>,
                },
                { id: 'email', header: t('administration.email'), cell: ({ email }) => email },
                { id: 'region', header: t('scope.region'), cell: regionOf },
                {
                  id: 'since',
                  header: t('administration.since'),
                  cell: ({ created_at }) => dates.day(created_at),
                },
                {
                  id: 'account',
                  header: t('administration.account'),
                  cell: (person) => <AccountBadge person={person} />,
                },
              ]}
              empty={null}
            />
          )}
        </PagedList>
      </Stack>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}
