// Who takes part in a cycle: as what, with how many seats, and what they bring.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type EnrolmentRole,
  type EnrolmentState,
  type EnrolmentView,
  listEnrolments,
  withdrawEnrolment,
} from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { Badge, StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { notify } from '../../shared/ui/notify';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { cycleQuery } from './data';
import { RegionFilter } from './RegionFilter';

export default function EnrolmentsPage() {
  const t = useT();
  const { cycle_id } = useParams({ strict: false }) as { cycle_id: string };
  const cycle = useSuspenseQuery(cycleQuery(cycle_id)).data.value;
  const [filters, setFilters] = useFilters(['role', 'region_id', 'state']);
  const [leaving, setLeaving] = useState<EnrolmentView | null>(null);
  const queries = useQueryClient();
  const narrowed = Object.values(filters).some(Boolean);
  const withdraw = async (each: EnrolmentView) => {
    await withdrawEnrolment({ path: { id: each.id } });
    await queries.invalidateQueries({ queryKey: ['enrolments', cycle_id] });
    await queries.invalidateQueries({ queryKey: ['cycle', cycle_id] });
    notify({ tone: 'done', text: t('matching.withdraw.done', { name: each.person_name }) });
  };
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
            const query = {
              ...page,
              ...(filters.role ? { role: filters.role as EnrolmentRole } : {}),
              ...(filters.region_id ? { region_id: filters.region_id } : {}),
              ...(filters.state ? { state: filters.state as EnrolmentState } : {}),
            };
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
                  cell: (each) =>
                    t('matching.seats_of', { held: each.seats_held, capacity: each.capacity }),
                },
                { id: 'region', header: t('matching.region'), cell: (each) => each.region_name },
                {
                  id: 'setting',
                  header: t('matching.setting'),
                  cell: (each) => t(`setting.${each.setting}`),
                },
                {
                  id: 'goals',
                  header: t('matching.goals_or_expertise'),
                  cell: (each) => each.goals.join(', ') || t('matching.nothing_named'),
                },
                {
                  id: 'withdraw',
                  header: t('matching.action'),
                  cell: (each) =>
                    each.state === 'enrolled' && (
                      <Button
                        tone="quiet"
                        labelSuffix={`: ${each.person_name}`}
                        onPress={() => setLeaving(each)}
                      >
                        {t('matching.withdraw.action')}
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </PagedList>
      </Stack>
      {leaving && (
        <ConfirmDialog
          open
          title={t('matching.withdraw.title', { name: leaving.person_name, cycle: cycle.name })}
          loses={
            <p>
              {t('matching.withdraw.loses', {
                name: leaving.person_name,
                held: leaving.seats_held,
              })}
            </p>
          }
          confirmLabel={t('matching.withdraw.action')}
          onClose={() => setLeaving(null)}
          onConfirm={() => withdraw(leaving)}
        />
      )}
    </>
  );
}

type Names = 'role' | 'region_id' | 'state';
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
        options={(['enrolled', 'withdrawn'] as const).map((value) => ({
          value,
          label: t(`matching.enrolment.${value}`),
        }))}
        onChange={(state) => onChange({ state })}
      />
    </FilterBar>
  );
}
