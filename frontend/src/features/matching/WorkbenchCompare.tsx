// This round beside another of the same cycle: what each reaches, and who has somebody else in the other.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { listRounds, type PairChange, type RoundComparison, type RoundView } from '../../gen';
import { everyPage } from '../../shared/api/everyPage';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { useRoundName } from './roundName';
import { getComparison, type Place } from './workbenchApi';

const CHANGES: readonly PairChange[] = ['moved', 'only_here', 'only_there', 'same'];
const SOLVED = ['ready', 'published'];

export default function WorkbenchCompare({ round }: { round: RoundView }) {
  const t = useT();
  const roundName = useRoundName();
  const [filters, setFilters] = useFilters(['with', 'change']);
  const { data: rounds } = useSuspenseQuery({
    queryKey: ['rounds', round.cycle_id, 'all'],
    queryFn: ({ signal }) =>
      everyPage((query) => listRounds({ path: { id: round.cycle_id }, query, signal })),
  });
  const others = rounds.filter((each) => each.id !== round.id && SOLVED.includes(each.state));
  if (others.length === 0) {
    return (
      <EmptyState
        title={t('matching.workbench.compare.empty')}
        next={t('matching.workbench.compare.empty_next')}
      />
    );
  }
  const other = others.find((each) => each.id === filters.with) ?? others[0];
  return (
    <Stack>
      <FilterBar>
        <FilterSelect
          label={t('matching.workbench.compare.with')}
          value={filters.with}
          all={others[0] && label(others[0])}
          options={others.slice(1).map((each) => ({ value: each.id, label: label(each) }))}
          onChange={(next) => setFilters({ with: next })}
        />
        <FilterSelect
          label={t('matching.workbench.compare.change')}
          value={filters.change}
          options={CHANGES.map((value) => ({
            value,
            label: t(`matching.workbench.compare.change.${value}`),
          }))}
          onChange={(next) => setFilters({ change: next })}
        />
      </FilterBar>
      {other && (
        <Compared round={round.id} other={other.id} change={filters.change as PairChange} />
      )}
    </Stack>
  );

  function label(each: RoundView): string {
    return t('matching.workbench.compare.round', {
      round: roundName(each),
      state: t(`matching.round.state.${each.state}`),
    });
  }
}

interface ComparedProps {
  round: string;
  other: string;
  change: PairChange | undefined;
}

function Compared({ round, other, change }: ComparedProps) {
  const t = useT();
  const { number } = useNumbers();
  const query = { with: other, ...(change ? { change } : {}) };
  const { data, error, refetch } = useQuery({
    queryKey: ['comparison', round, query],
    queryFn: ({ signal }) => getComparison(round, query, signal),
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  const place = (at: Place | null) =>
    at === null
      ? t('matching.workbench.moves.nobody')
      : t('matching.workbench.moves.place', { name: at.mentor.name, points: number(at.points) });
  return (
    <Stack>
      <p role="status">
        {t('matching.workbench.compare.summary', {
          same: data.same,
          moved: data.moved,
          here: data.only_here,
          there: data.only_there,
        })}
      </p>
      <Figures compared={data} />
      <PagedList
        queryKey={['comparison', round, query, 'list']}
        read={(page, signal) => getComparison(round, { ...query, ...page }, signal)}
        label={t('matching.workbench.compare.people')}
        empty={
          <EmptyState
            title={t('matching.workbench.compare.nobody')}
            next={t('matching.workbench.compare.nobody_next')}
          />
        }
      >
        {(rows, busy) => (
          <DataTable
            caption={t('matching.workbench.compare.people')}
            captionHidden
            busy={busy}
            rows={rows}
            rowKey={(row) => row.mentee.enrolment_id}
            empty={null}
            columns={[
              {
                id: 'mentee',
                header: t('matching.role.mentee'),
                cell: (row) => row.mentee.name,
              },
              {
                id: 'here',
                header: t('matching.workbench.compare.here'),
                cell: (row) => place(row.here),
              },
              {
                id: 'there',
                header: t('matching.workbench.compare.there'),
                cell: (row) => place(row.there),
              },
              {
                id: 'change',
                header: t('matching.workbench.compare.change'),
                cell: (row) => t(`matching.workbench.compare.change.${row.change}`),
              },
            ]}
          />
        )}
      </PagedList>
    </Stack>
  );
}

function Figures({ compared }: { compared: RoundComparison }) {
  const t = useT();
  const { number } = useNumbers();
  const { here, there } = compared;
  const worst = (points: number | null) => (points === null ? '—' : number(points));
  const rows = [
    { id: 'matched', here: number(here.matched), there: number(there.matched) },
    { id: 'points', here: number(here.total_points), there: number(there.total_points) },
    {
      id: 'worst',
      here: worst(here.fairness.worst_served),
      there: worst(there.fairness.worst_served),
    },
    { id: 'gini', here: number(here.fairness.gini, 3), there: number(there.fairness.gini, 3) },
  ];
  return (
    <DataTable
      caption={t('matching.workbench.compare.figures')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={null}
      columns={[
        {
          id: 'figure',
          header: t('matching.workbench.compare.figure'),
          cell: (row) => t(`matching.workbench.compare.figure.${row.id}`),
        },
        {
          id: 'here',
          header: t('matching.workbench.compare.here'),
          numeric: true,
          cell: (row) => row.here,
        },
        {
          id: 'there',
          header: t('matching.workbench.compare.there'),
          numeric: true,
          cell: (row) => row.there,
        },
      ]}
    />
  );
}
