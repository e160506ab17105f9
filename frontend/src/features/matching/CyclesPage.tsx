// The seasons of mentoring, the latest first, and the planning of the next one.
import { lazy, Suspense, useState } from 'react';
import { type CycleState, listCycles } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { CYCLE_STATES, CYCLE_TONES } from './words';

// Forms come when they are asked for, so that the page itself stays light.
const PlanCycleDialog = lazy(() => import('./PlanCycleDialog'));

export default function CyclesPage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const [planning, setPlanning] = useState(false);
  const [{ state }, setFilters] = useFilters(['state']);
  const planReason = useDisabledReason('manage_cycles');
  return (
    <>
      <PageHeader
        title={t('matching.cycles.title')}
        lead={t('matching.cycles.lead')}
        actions={
          <Button tone="primary" onPress={() => setPlanning(true)} disabledReason={planReason}>
            {t('matching.cycles.plan')}
          </Button>
        }
      />
      <Stack>
        <FilterBar>
          <FilterSelect
            label={t('matching.state')}
            value={state}
            options={CYCLE_STATES.map((each) => ({
              value: each,
              label: t(`matching.cycle.state.${each}`),
            }))}
            onChange={(next) => setFilters({ state: next })}
          />
        </FilterBar>
        <PagedList
          queryKey={['cycles', { state }]}
          read={async (page, signal) => {
            const query = { ...page, ...(state ? { state: state as CycleState } : {}) };
            return (await listCycles({ query, signal })).data;
          }}
          label={t('matching.cycles.title')}
          empty={
            <EmptyState
              title={t('matching.cycles.empty')}
              next={t(state ? 'matching.cycles.empty_filtered' : 'matching.cycles.empty_next')}
            />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('matching.cycles.title')}
              captionHidden
              busy={busy}
              rows={rows}
              rowKey={(cycle) => cycle.id}
              empty={null}
              columns={[
                {
                  id: 'name',
                  header: t('matching.cycle'),
                  cell: (cycle) => (
                    <AppLink to="/cycles/$cycle_id" params={{ cycle_id: cycle.id }}>
                      {cycle.name}
                    </AppLink>
                  ),
                },
                {
                  id: 'state',
                  header: t('matching.state'),
                  cell: (cycle) => (
                    <StateBadge
                      state={cycle.state}
                      label={t(`matching.cycle.state.${cycle.state}`)}
                      tones={CYCLE_TONES}
                    />
                  ),
                },
                {
                  id: 'dates',
                  header: t('matching.cycle.dates'),
                  cell: (cycle) =>
                    t('matching.cycle.from_to', {
                      from: dates.date(cycle.starts_on),
                      to: dates.date(cycle.ends_on),
                    }),
                },
                {
                  id: 'mentors',
                  header: t('matching.mentors'),
                  numeric: true,
                  cell: (cycle) => number(cycle.mentors),
                },
                {
                  id: 'mentees',
                  header: t('matching.mentees'),
                  numeric: true,
                  cell: (cycle) => number(cycle.mentees),
                },
                {
                  id: 'seats',
                  header: t('matching.seats'),
                  numeric: true,
                  cell: (cycle) => number(cycle.seats),
                },
              ]}
            />
          )}
        </PagedList>
      </Stack>
      {planning && (
        <Suspense>
          <PlanCycleDialog onClose={() => setPlanning(false)} />
        </Suspense>
      )}
    </>
  );
}
