// Who takes part in a cycle: as what, with how many seats, and what they bring.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import {
  type EnrolmentRole,
  type EnrolmentState,
  exportEnrolments,
  exportWaitlist,
  listEnrolments,
} from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { SheetButton } from '../../shared/files/SheetButton';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { Badge, StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { cycleQuery } from './data';
import { NotReadyNote } from './NotReadyNote';
import { RegionFilter } from './RegionFilter';
import { withWords } from './withWords';

// Forms come when they are asked for, so that the page itself stays light.
const ImportEnrolmentsDialog = lazy(withWords(() => import('./ImportEnrolmentsDialog')));

export default function EnrolmentsPage() {
  const t = useT();
  const { cycle_id } = useParams({ strict: false }) as { cycle_id: string };
  const cycle = useSuspenseQuery(cycleQuery(cycle_id)).data.value;
  const [filters, setFilters] = useFilters(['role', 'region_id', 'state', 'ready']);
  const narrowed = Object.values(filters).some(Boolean);
  const seesWaitlist = useCan('run_rounds');
  const { role, region_id, state, ready } = filters;
  const wanted = {
    ...(role ? { role: role as EnrolmentRole } : {}),
    ...(region_id ? { region_id } : {}),
    ...(state ? { state: state as EnrolmentState } : {}),
    ...(ready ? { ready: ready === 'yes' } : {}),
  };
  const imports = useCan('import_data');
  const open = cycle.state === 'enrolling' || cycle.state === 'matching';
  const [importing, setImporting] = useState(false);
  return (
    <>
      <PageHeader
        title={t('matching.enrolments.title')}
        lead={t('matching.enrolments.lead', {
          cycle: cycle.name,
          mentees: cycle.mentees,
          mentors: cycle.mentors,
          seats: cycle.seats,
        })}
        actions={
          <>
            <ButtonLink to="/cycles/$cycle_id" params={{ cycle_id }} tone="quiet">
              {t('matching.back_to_cycle')}
            </ButtonLink>
            {imports && (
              <Button
                onPress={() => setImporting(true)}
                disabledReason={open ? undefined : t('matching.enrol.not_open')}
              >
                {t('matching.import.action')}
              </Button>
            )}
            <ButtonLink
              to="/cycles/$cycle_id/enrol"
              params={{ cycle_id }}
              search={{ whom: 'other' }}
              tone="primary"
            >
              {t('matching.enrol.other')}
            </ButtonLink>
          </>
        }
      />
      <Stack>
        <Narrowing filters={filters} onChange={setFilters} />
        <PagedList
          queryKey={['enrolments', cycle_id, filters]}
          read={async (page, signal) => {
            const query = { limit: 25, ...page, ...wanted };
            return (await listEnrolments({ path: { id: cycle_id }, query, signal })).data;
          }}
          label={t('matching.enrolments.title')}
          empty={
            <EmptyState
              title={t('matching.enrolments.empty')}
              next={t(
                narrowed ? 'matching.enrolments.empty_filtered' : 'matching.enrolments.empty_next',
              )}
            />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('matching.enrolments.title')}
              captionHidden
              busy={busy}
              rows={rows}
              rowKey={(each) => each.id}
              empty={null}
              columns={[
                {
                  id: 'person',
                  header: t('matching.person'),
                  cell: (each) => (
                    <AppLink to="/enrolments/$enrolment_id" params={{ enrolment_id: each.id }}>
                      {each.person_name}
                    </AppLink>
                  ),
                },
                {
                  id: 'role',
                  header: t('matching.as'),
                  cell: (each) =>
                    each.state === 'withdrawn' ? (
                      <Badge>{t('matching.enrolment.withdrawn')}</Badge>
                    ) : each.state === 'draft' ? (
                      <Badge tone="attention">
                        {t('matching.enrolment.draft_as', {
                          role: t(`matching.role.${each.role}`),
                        })}
                      </Badge>
                    ) : (
                      <StateBadge
                        state={each.role}
                        label={t(`matching.role.${each.role}`)}
                        tones={{ mentor: 'good' }}
                      />
                    ),
                },
                {
                  id: 'seats',
                  header: t('matching.seats_taken'),
                  cell: (each) => (
                    <>
                      {t('matching.seats_of', { held: each.seats_held, capacity: each.capacity })}{' '}
                      {each.paused_since && (
                        <Badge tone="attention">{t('matching.enrolment.pauses')}</Badge>
                      )}
                    </>
                  ),
                },
                { id: 'region', header: t('matching.region'), cell: (each) => each.region_name },
                {
                  id: 'setting',
                  header: t('matching.setting'),
                  cell: (each) =>
                    each.unanswered.includes('setting')
                      ? t('matching.nothing_named')
                      : t(`setting.${each.setting}`),
                },
                {
                  id: 'ready',
                  header: t('matching.ready'),
                  cell: (each) =>
                    each.not_ready.length > 0 ? (
                      <NotReadyNote enrolment={each} />
                    ) : (
                      t(
                        each.state === 'withdrawn'
                          ? 'matching.enrolment.withdrawn'
                          : 'matching.ready.yes',
                      )
                    ),
                },
                {
                  id: 'goals',
                  header: t('matching.goals_or_expertise'),
                  cell: (each) => each.goals.join(', ') || t('matching.nothing_named'),
                },
              ]}
            />
          )}
        </PagedList>
        <Stack row gap="s">
          <SheetButton
            label={t('matching.sheet')}
            name={`enrolments-${cycle_id}`}
            read={() => exportEnrolments({ path: { id: cycle_id }, query: wanted })}
          />
          {seesWaitlist && (
            <SheetButton
              label={t('matching.sheet_waiting')}
              name={`waitlist-${cycle_id}`}
              read={() =>
                exportWaitlist({
                  path: { id: cycle_id },
                  query: region_id ? { region_id } : {},
                })
              }
            />
          )}
        </Stack>
      </Stack>
      {importing && (
        <Suspense>
          <ImportEnrolmentsDialog cycle={cycle} onClose={() => setImporting(false)} />
        </Suspense>
      )}
    </>
  );
}

type Names = 'role' | 'region_id' | 'state' | 'ready';
interface NarrowingProps {
  filters: Record<Names, string | undefined>;
  onChange: (changes: Partial<Record<Names, string | undefined>>) => void;
}

function Narrowing({ filters, onChange }: NarrowingProps) {
  const t = useT();
  const seesRegions = useCan('view_network');
  return (
    <FilterBar>
      <FilterSelect
        label={t('matching.as')}
        value={filters.role}
        options={(['mentee', 'mentor'] as const).map((value) => ({
          value,
          label: t(`matching.role.${value}`),
        }))}
        onChange={(role) => onChange({ role })}
      />
      {seesRegions && (
        <RegionFilter value={filters.region_id} onChange={(region_id) => onChange({ region_id })} />
      )}
      <FilterSelect
        label={t('matching.state')}
        value={filters.state}
        options={(['draft', 'enrolled', 'withdrawn'] as const).map((value) => ({
          value,
          label: t(`matching.enrolment.${value}`),
        }))}
        onChange={(state) => onChange({ state })}
      />
      <FilterSelect
        label={t('matching.ready')}
        value={filters.ready}
        options={[
          { value: 'yes', label: t('matching.ready.yes') },
          { value: 'no', label: t('matching.ready.no') },
        ]}
        onChange={(ready) => onChange({ ready })}
      />
    </FilterBar>
  );
}
