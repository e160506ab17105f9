// All pairings of one's regions: who works with whom, how far the agreement is, when they last met.

import { exportPairings, listPairings, type PairingView } from '../../gen';
import { SheetButton } from '../../shared/files/SheetButton';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { StateBadge } from '../../shared/ui/Badge';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { Stack } from '../../shared/ui/Stack';
import styles from './Health.module.css';
import { LastMet } from './LastMet';
import { RowActions } from './RowActions';
import { useCycleOptions, useRegionOptions } from './regions';
import { AGREEMENT_TONES, PAIRING_TONES } from './words';

/** `acts`: the reader coordinates, and may do something about those of their regions. */
export function AllPairings({ acts }: { acts: boolean }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const [filters, setFilters] = useFilters(['state', 'region_id', 'cycle_id']);
  const regions = useRegionOptions();
  const cycles = useCycleOptions();
  const narrowed = Object.values(filters).some(Boolean);
  return (
    <Stack>
      <FilterBar>
        <FilterSelect
          label={t('mentorships.state')}
          value={filters.state}
          options={(['active', 'paused', 'ended'] as const).map((value) => ({
            value,
            label: t(`mentorships.state.${value}`),
          }))}
          onChange={(state) => setFilters({ state })}
        />
        <FilterSelect
          label={t('mentorships.region')}
          value={filters.region_id}
          options={regions}
          onChange={(region_id) => setFilters({ region_id })}
        />
        <FilterSelect
          label={t('mentorships.cycle')}
          value={filters.cycle_id}
          options={cycles}
          onChange={(cycle_id) => setFilters({ cycle_id })}
        />
      </FilterBar>
      <PagedList
        queryKey={['pairings', filters]}
        read={async (page, signal) => {
          const chosen = Object.entries({ limit: 25, ...filters, ...page }).filter(
            ([, value]) => value,
          );
          return (await listPairings({ query: Object.fromEntries(chosen), signal })).data;
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
                  <AppLink
                    to="/pairings/$pairing_id"
                    params={{ pairing_id: pairing.id }}
                    className={styles.name}
                  >
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
              ...(acts
                ? []
                : [
                    {
                      id: 'meetings',
                      header: t('mentorships.meetings'),
                      numeric: true,
                      cell: (pairing: PairingView) => number(pairing.meetings),
                    },
                  ]),
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
              ...(acts
                ? [
                    {
                      id: 'acts',
                      header: t('mentorships.at_once'),
                      cell: (pairing: PairingView) => <RowActions pairing={pairing} />,
                    },
                  ]
                : []),
            ]}
          />
        )}
      </PagedList>
      <div>
        <SheetButton
          label={t('mentorships.sheet')}
          name="pairings"
          read={() => {
            const chosen = Object.entries(filters).filter(([, value]) => value);
            return exportPairings({ query: Object.fromEntries(chosen) });
          }}
        />
      </div>
    </Stack>
  );
}
