// Who guides whom: those who graduated stand by those who came after them.
import { useSuspenseQuery } from '@tanstack/react-query';
import { listGuideships } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { Badge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { regionsQuery } from './data';

export default function GuidesPage() {
  const t = useT();
  const dates = useDates();
  const [{ all }, filter] = useFilters(['all']);
  const regions = useSuspenseQuery(regionsQuery).data;
  const region = (id: string) => regions.find((each) => each.id === id)?.name ?? '';
  const open = all !== 'yes';
  return (
    <>
      <PageHeader
        title={t('succession.guides.title')}
        lead={t('succession.guides.lead')}
        actions={<ButtonLink to="/readiness">{t('succession.guides.choose_term')}</ButtonLink>}
      />
      <Stack gap="l">
        <FilterBar>
          <FilterSelect
            label={t('succession.guides.which')}
            value={all}
            all={t('succession.guides.open')}
            options={[{ value: 'yes', label: t('succession.guides.with_past') }]}
            onChange={(value) => filter({ all: value })}
          />
        </FilterBar>
        <PagedList
          queryKey={['guideships', 'list', open]}
          label={t('succession.guides.title')}
          read={async (page, signal) =>
            (await listGuideships({ query: { ...page, open }, signal })).data
          }
          empty={
            <EmptyState
              title={t('succession.guides.empty')}
              next={t('succession.guides.empty_next')}
              action={<ButtonLink to="/readiness">{t('succession.guides.choose_term')}</ButtonLink>}
            />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('succession.guides.title')}
              captionHidden
              busy={busy}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                {
                  id: 'guide',
                  header: t('succession.guide'),
                  cell: (row) => (
                    <>
                      {row.guide_name}
                      {row.founding && <Badge>{t('succession.founding')}</Badge>}
                    </>
                  ),
                },
                {
                  id: 'coordinator',
                  header: t('succession.coordinator'),
                  cell: (row) => (
                    <AppLink to={`/terms/${row.term_id}/readiness`}>{row.coordinator_name}</AppLink>
                  ),
                },
                {
                  id: 'region',
                  header: t('succession.region'),
                  cell: (row) => region(row.region_id),
                },
                {
                  id: 'since',
                  header: t('succession.from'),
                  cell: (row) => dates.date(row.starts_on),
                },
                {
                  id: 'until',
                  header: t('succession.until'),
                  cell: (row) =>
                    row.ended_on ? dates.date(row.ended_on) : t('succession.guides.today'),
                },
              ]}
              empty={null}
            />
          )}
        </PagedList>
      </Stack>
    </>
  );
}
