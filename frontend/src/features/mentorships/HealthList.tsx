// Pairings by their health: why each needs somebody, in words, and what can be done about it in one step.

import { exportPairingHealth, listPairingHealth, type PairingHealth } from '../../gen';
import { SheetButton } from '../../shared/files/SheetButton';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { Stack } from '../../shared/ui/Stack';
import styles from './Health.module.css';
import { HealthActions } from './HealthActions';
import { Reasons } from './Reasons';
import { useRegionOptions } from './regions';
import { HEALTH_TONES } from './words';

const STATES = ['stalled', 'asked'] as const;
const SHOWN = 25;

/** `acts`: the reader coordinates, and may do something about those of their regions. */
export function HealthList({ acts }: { acts: boolean }) {
  const t = useT();
  const dates = useDates();
  const regions = useRegionOptions();
  const [filters, setFilters] = useFilters(['health', 'region_id', 'view']);
  const state = STATES.find((each) => each === filters.health);
  const narrowed = Boolean(state || filters.region_id);
  return (
    <Stack>
      <FilterBar>
        <FilterSelect
          label={t('mentorships.health')}
          value={filters.health}
          options={STATES.map((value) => ({
            value,
            label: t(`mentorships.health.state.${value}`),
          }))}
          onChange={(health) => setFilters({ health })}
        />
        <FilterSelect
          label={t('mentorships.region')}
          value={filters.region_id}
          options={regions}
          onChange={(region_id) => setFilters({ region_id })}
        />
      </FilterBar>
      <PagedList
        queryKey={['pairing-health', state ?? null, filters.region_id ?? null]}
        read={async (page, signal) =>
          (
            await listPairingHealth({
              query: {
                limit: SHOWN,
                ...(state ? { state } : {}),
                ...(filters.region_id ? { region_id: filters.region_id } : {}),
                ...page,
              },
              signal,
            })
          ).data
        }
        label={t('mentorships.view.health')}
        empty={
          <EmptyState
            title={t('mentorships.health.empty')}
            next={t(
              narrowed ? 'mentorships.health.empty_filtered' : 'mentorships.health.empty_next',
            )}
            action={
              <Button onPress={() => setFilters({ view: 'all', health: undefined })}>
                {t('mentorships.health.see_all')}
              </Button>
            }
          />
        }
      >
        {(rows, busy) => (
          <DataTable
            caption={t('mentorships.view.health')}
            captionHidden
            busy={busy}
            rows={rows}
            rowKey={({ pairing }) => pairing.id}
            empty={null}
            columns={[
              {
                id: 'pair',
                header: t('mentorships.pair'),
                cell: ({ pairing }) => (
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
                id: 'health',
                header: t('mentorships.health'),
                cell: ({ health }) => (
                  <StateBadge
                    state={health.state}
                    label={t(`mentorships.health.state.${health.state}`)}
                    tones={HEALTH_TONES}
                  />
                ),
              },
              {
                id: 'why',
                header: t('mentorships.health.why'),
                cell: (row) => <Why row={row} acts={acts} />,
              },
              {
                id: 'region',
                header: t('mentorships.region'),
                cell: ({ pairing }) => pairing.region_name,
              },
              {
                id: 'until',
                header: t('mentorships.until'),
                cell: ({ pairing }) => dates.date(pairing.ends_on),
              },
            ]}
          />
        )}
      </PagedList>
      <div>
        <SheetButton
          label={t('mentorships.sheet')}
          name="pairing-health"
          read={() =>
            exportPairingHealth({
              query: {
                ...(state ? { state } : {}),
                ...(filters.region_id ? { region_id: filters.region_id } : {}),
              },
            })
          }
        />
      </div>
    </Stack>
  );
}

function Why({ row: { pairing, health }, acts }: { row: PairingHealth; acts: boolean }) {
  const t = useT();
  const dates = useDates();
  const title = t('mentorships.two', { mentee: pairing.mentee_name, mentor: pairing.mentor_name });
  return (
    <div className={styles.row}>
      <Reasons reasons={health.reasons} />
      {health.acknowledged_at && (
        <span className={styles.since}>
          {t('mentorships.health.acknowledged_at', { when: dates.day(health.acknowledged_at) })}
        </span>
      )}
      {acts && (
        <div className={styles.acts}>
          <HealthActions health={health} title={title} small />
        </div>
      )}
    </div>
  );
}
