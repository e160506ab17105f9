// The pairings of one's regions: who works with whom, how far the agreement is, when they last met.

import { useQuery } from '@tanstack/react-query';
import { type ListPairingsData, listCycles, listPairings, listRegions } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { StateBadge } from '../../shared/ui/Badge';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { LastMet } from './LastMet';
import { AGREEMENT_TONES, PAIRING_TONES } from './words';

export default function PairingsPage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const [filters, setFilters] = useFilters(['state', 'region_id', 'cycle_id']);
  const { data: regions } = useQuery({
    queryKey: ['mentorships', 'regions'],
    queryFn: async ({ signal }) => (await listRegions({ signal })).data.items,
  });
  const { data: cycles } = useQuery({
    queryKey: ['mentorships', 'cycles'],
    queryFn: async ({ signal }) => (await listCycles({ query: { limit: 100 }, signal })).data.items,
  });
  const named = (items: Array<{ id: string; name: string }> | undefined) =>
    (items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const narrowed = Object.values(filters).some(Boolean);
  return (
    <>
      <PageHeader title={t('mentorships.all.title')} lead={t('mentorships.all.lead')} />
      <Stack>
        <FilterBar>
          <FilterSelect
            label={t('mentorships.state')}
            value={filters.state}
            options={(['active', 'ended'] as const).map((value) => ({
              value,
              label: t(`mentorships.state.${value}`),
            }))}
            onChange={(state) => setFilters({ state })}
          />
          <FilterSelect
            label={t('mentorships.region')}
            value={filters.region_id}
            options={named(regions)}
            onChange={(region_id) => setFilters({ region_id })}
          />
          <FilterSelect
            label={t('mentorships.cycle')}
            value={filters.cycle_id}
            options={named(cycles)}
            onChange={(cycle_id) => setFilters({ cycle_id })}
          />
        </FilterBar>
        <PagedList
          queryKey={['pairings', filters]}
          read={async (page, signal) => {
            const chosen = Object.entries({ ...filters, ...page }).filter(([, value]) => value);
            const query = Object.fromEntries(chosen) as ListPairingsData['query'];
            return (await listPairings({ ...(query ? { query } : {}), signal })).data;
          }}
          label={t('mentorships.all.title')}
          empty={
            <EmptyState
              title={t('mentorships.all.empty')}
              next={t(narrowed ? 'mentorships.all.empty_filtered' : 'mentorships.all.empty_next')}
            />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('mentorships.all.title')}
              captionHidden
              busy={busy}
              rows={rows}
              rowKey={(pairing) => pairing.id}
              empty={null}
              columns={[
                {
                  id: 'pair',
                  header: t('mentorships.pair'),
                  cell: (pairing) => (
                    <AppLink to="/pairings/$pairing_id" params={{ pairing_id: pairing.id }}>
                      {t('mentorships.two', {
                        mentee: pairing.mentee_name,
                        mentor: pairing.mentor_name,
                      })}
                    </AppLink>
                  ),
                },
                {
                  id: 'state',
                  header: t('mentorships.state'),
                  cell: (pairing) => (
                    <StateBadge
                      state={pairing.state}
                      label={t(`mentorships.state.${pairing.state}`)}
                      tones={PAIRING_TONES}
                    />
                  ),
                },
                {
                  id: 'agreement',
                  header: t('mentorships.agreement'),
                  cell: (pairing) => (
                    <StateBadge
                      state={pairing.agreement}
                      label={t(`mentorships.agreement.state.${pairing.agreement}`)}
                      tones={pairing.state === 'active' ? AGREEMENT_TONES : {}}
                    />
                  ),
                },
                {
                  id: 'met',
                  header: t('mentorships.last_met'),
                  cell: (pairing) => (
                    <span>
                      <LastMet pairing={pairing} />
                    </span>
                  ),
                },
                {
                  id: 'meetings',
                  header: t('mentorships.meetings'),
                  numeric: true,
                  cell: (pairing) => number(pairing.meetings),
                },
                {
                  id: 'region',
                  header: t('mentorships.region'),
                  cell: (pairing) => pairing.region_name,
                },
                {
                  id: 'until',
                  header: t('mentorships.until'),
                  cell: (pairing) => dates.date(pairing.ended_on ?? pairing.ends_on),
                },
              ]}
            />
          )}
        </PagedList>
      </Stack>
    </>
  );
}
