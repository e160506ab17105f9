// Who is at an institution, and who was: of the people whom the reader may see.
import { useState } from 'react';
import { listPeopleOfInstitution } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { Stack } from '../../shared/ui/Stack';

export function InstitutionPeopleCard({ id }: { id: string }) {
  const t = useT();
  const dates = useDates();
  const [which, setWhich] = useState<string | undefined>('here');
  const present = which === undefined ? undefined : which === 'here';
  return (
    <Card title={t('network.institution_people.title')}>
      <Stack>
        <FilterBar>
          <FilterSelect
            label={t('network.institution_people.which')}
            value={which}
            options={['here', 'was_here'].map((value) => ({
              value,
              label: t(`network.institution_people.${value}`),
            }))}
            onChange={setWhich}
          />
        </FilterBar>
        <PagedList
          label={t('network.institution_people.title')}
          queryKey={['institution', id, 'people', which ?? null]}
          read={async (page, signal) => {
            const query = { ...page, ...(present === undefined ? {} : { present }) };
            return (await listPeopleOfInstitution({ path: { id }, query, signal })).data;
          }}
          empty={
            <EmptyState
              title={t('network.institution_people.empty')}
              next={t('network.institution_people.empty_next')}
            />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('network.institution_people.title')}
              captionHidden
              plain
              rows={rows}
              rowKey={(row) => row.id}
              busy={busy}
              columns={[
                {
                  id: 'name',
                  header: t('network.associations.name'),
                  cell: (row) => (
                    <AppLink to={`/people/${row.person_id}`}>{row.person_name}</AppLink>
                  ),
                },
                {
                  id: 'since',
                  header: t('network.associations.since'),
                  cell: (row) => dates.date(row.since),
                },
                {
                  id: 'until',
                  header: t('network.institution_people.until'),
                  cell: (row) => (row.until ? dates.date(row.until) : '—'),
                },
              ]}
              empty={null}
            />
          )}
        </PagedList>
      </Stack>
    </Card>
  );
}
