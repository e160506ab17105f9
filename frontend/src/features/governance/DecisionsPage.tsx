// The decisions of the task force: those that are open first, then the others, the latest on top.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { DecisionState, DecisionView } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { useResultWords } from './DecisionResult';
import { decisionsQuery } from './queries';
import { DecisionBadge } from './states';

const MotionDialog = lazy(() => import('./MotionDialog'));

const STATES = [
  'open',
  'carried',
  'rejected',
  'no_quorum',
  'withdrawn',
] as const satisfies readonly DecisionState[];

const inOrder = (decisions: readonly DecisionView[]) =>
  [...decisions].sort(
    (a, b) => Number(b.state === 'open') - Number(a.state === 'open') || b.number - a.number,
  );

export default function DecisionsPage() {
  const t = useT();
  // Whoever is no member reads what was decided; there is nothing to do for them here.
  const member = useCan('view_task_force');
  const puts = useCan('change_plan');
  const [{ state }, filter] = useFilters(['state']);
  const [putting, setPutting] = useState(false);
  const decisions = useSuspenseQuery(decisionsQuery).data;
  const put = puts && (
    <Button tone="primary" onPress={() => setPutting(true)}>
      {t('governance.decisions.put')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('governance.decisions.title')}
        lead={t(member ? 'governance.decisions.lead' : 'governance.decisions.lead_reader')}
        actions={decisions.length > 0 && put}
      />
      {decisions.length === 0 ? (
        <EmptyState
          title={t('governance.decisions.empty')}
          next={t(member ? 'governance.decisions.empty_next' : 'governance.decisions.empty_reader')}
          action={put}
        />
      ) : (
        <Stack>
          <FilterBar>
            <FilterSelect
              label={t('governance.state')}
              value={state}
              options={STATES.filter((each) => decisions.some((one) => one.state === each)).map(
                (each) => ({ value: each, label: t(`governance.decisions.state.${each}`) }),
              )}
              onChange={(value) => filter({ state: value })}
            />
          </FilterBar>
          <DecisionsTable
            decisions={inOrder(decisions).filter((one) => !state || one.state === state)}
          />
        </Stack>
      )}
      <Suspense fallback={<Skeleton lines={2} />}>
        {putting && <MotionDialog meeting={undefined} onClose={() => setPutting(false)} />}
      </Suspense>
    </>
  );
}

function DecisionsTable({ decisions }: { decisions: DecisionView[] }) {
  const t = useT();
  const dates = useDates();
  const inWords = useResultWords();
  return (
    <DataTable
      caption={t('governance.decisions.title')}
      captionHidden
      rows={decisions}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'title',
          header: t('governance.decisions.decision'),
          cell: ({ id, number, title }) => (
            <AppLink to="/decisions/$decision_id" params={{ decision_id: id }}>
              {t('governance.decisions.numbered', { number, title })}
            </AppLink>
          ),
        },
        {
          id: 'way',
          header: t('governance.decisions.way'),
          cell: ({ meeting_title }) => meeting_title ?? t('governance.decisions.way_written'),
        },
        {
          id: 'state',
          header: t('governance.state'),
          cell: ({ state }) => <DecisionBadge state={state} />,
        },
        {
          id: 'result',
          header: t('governance.decisions.result'),
          cell: ({ result }) => (result ? inWords(result) : '—'),
        },
        {
          id: 'when',
          header: t('governance.decisions.when'),
          cell: ({ closes_at, closed_at }) => {
            if (closed_at) return dates.day(closed_at);
            return closes_at
              ? t('governance.decisions.until', { time: dates.dateTime(closes_at) })
              : t('governance.decisions.in_meeting');
          },
        },
      ]}
      empty={
        <EmptyState
          title={t('governance.decisions.none_shown')}
          next={t('governance.decisions.none_shown_next')}
        />
      }
    />
  );
}
