// Those whom a round left without anybody, each with the reason, so that somebody can do something about it.
import { lazy, Suspense, useState } from 'react';
import type { EnrolmentRole, RoundView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { Stack } from '../../shared/ui/Stack';
import { ViewChoice } from '../../shared/ui/ViewChoice';
import { useRegions } from './data';
import { RegionFilter } from './RegionFilter';
import type { Bench } from './useWorkbench';
import { Why } from './Why';
import type { WantedStep } from './WorkbenchStepDialog';
import { listLeft } from './workbenchApi';

const WorkbenchStepDialog = lazy(() => import('./WorkbenchStepDialog'));
const WorkbenchWhyNot = lazy(() => import('./WorkbenchWhyNot'));

interface UnmatchedListProps {
  round: RoundView;
  bench: Bench;
  offReason: string | undefined;
}

const ROLES = ['mentee', 'mentor'] as const;

export default function UnmatchedList({ round, bench, offReason }: UnmatchedListProps) {
  const t = useT();
  const regions = useRegions();
  const [filters, setFilters] = useFilters(['region_id', 'role']);
  const { region_id } = filters;
  const role: EnrolmentRole = filters.role === 'mentor' ? 'mentor' : 'mentee';
  const [seeking, setSeeking] = useState<{ enrolment_id: string; name: string }>();
  const [step, setStep] = useState<WantedStep>();
  const title = t(role === 'mentor' ? 'matching.unmatched.mentors' : 'matching.unmatched.title');
  const everybody =
    role === 'mentor' ? 'empty_mentors' : region_id ? 'empty_filtered' : 'empty_next';
  return (
    <Stack>
      <ViewChoice
        label={t('matching.unmatched.who')}
        value={role}
        options={ROLES.map((value) => ({ value, label: t(`matching.${value}s`) }))}
        onChange={(next) => setFilters({ role: next === 'mentee' ? undefined : next })}
      />
      {!round.region_id && (
        <FilterBar>
          <RegionFilter value={region_id} onChange={(next) => setFilters({ region_id: next })} />
        </FilterBar>
      )}
      <PagedList
        queryKey={['unmatched', round.id, { region_id, role }]}
        read={(page, signal) => {
          const query = { ...page, role, ...(region_id ? { region_id } : {}) };
          return listLeft(round.id, query, signal);
        }}
        label={title}
        empty={
          <EmptyState
            title={t(
              role === 'mentor' ? 'matching.unmatched.none_left' : 'matching.unmatched.empty',
            )}
            next={t(`matching.unmatched.${everybody}`)}
          />
        }
      >
        {(rows, busy) => (
          <DataTable
            caption={title}
            captionHidden
            busy={busy}
            rows={rows}
            rowKey={(row) => row.enrolment_id}
            empty={null}
            columns={[
              {
                id: 'person',
                header: t(`matching.role.${role}`),
                cell: (row) => (
                  <AppLink
                    to="/enrolments/$enrolment_id"
                    params={{ enrolment_id: row.enrolment_id }}
                  >
                    {row.person_name}
                  </AppLink>
                ),
              },
              {
                id: 'region',
                header: t('matching.region'),
                cell: (row) => regions.name(row.region_id),
              },
              {
                id: 'why',
                header: t('matching.unmatched.why'),
                cell: (row) => <Why why={row.reason} />,
              },
              ...(role === 'mentee' && bench.editable
                ? [
                    {
                      id: 'seek',
                      header: t('matching.workbench.seek.title'),
                      cell: (row: { enrolment_id: string; person_name: string }) => (
                        <Button
                          small
                          labelSuffix={`: ${row.person_name}`}
                          onPress={() =>
                            setSeeking({ enrolment_id: row.enrolment_id, name: row.person_name })
                          }
                        >
                          {t('matching.workbench.seek.action')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </PagedList>
      <Suspense>
        {seeking && (
          <WorkbenchWhyNot
            round={round}
            mentee={seeking}
            editable={offReason === undefined}
            onPair={(wanted) => {
              setSeeking(undefined);
              setStep(wanted);
            }}
            onClose={() => setSeeking(undefined)}
          />
        )}
        {step && (
          <WorkbenchStepDialog bench={bench} step={step} onClose={() => setStep(undefined)} />
        )}
      </Suspense>
    </Stack>
  );
}
