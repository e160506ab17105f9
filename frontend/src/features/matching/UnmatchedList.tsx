// Those whom a round left without a mentor, each with the reason, so that somebody can do something about it.
import { listUnmatched, type RoundView, type UnmatchedWhy } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { Stack } from '../../shared/ui/Stack';
import { useRegions } from './data';
import { RegionFilter } from './RegionFilter';
import { useReasonWords } from './words';

export function UnmatchedList({ round }: { round: RoundView }) {
  const t = useT();
  const regions = useRegions();
  const [{ region_id }, setFilters] = useFilters(['region_id']);
  return (
    <Stack>
      {!round.region_id && (
        <FilterBar>
          <RegionFilter value={region_id} onChange={(next) => setFilters({ region_id: next })} />
        </FilterBar>
      )}
      <PagedList
        queryKey={['unmatched', round.id, { region_id }]}
        read={async (page, signal) => {
          const query = { ...page, ...(region_id ? { region_id } : {}) };
          return (await listUnmatched({ path: { id: round.id }, query, signal })).data;
        }}
        label={t('matching.unmatched.title')}
        empty={
          <EmptyState
            title={t('matching.unmatched.empty')}
            next={t(
              region_id ? 'matching.unmatched.empty_filtered' : 'matching.unmatched.empty_next',
            )}
          />
        }
      >
        {(rows, busy) => (
          <DataTable
            caption={t('matching.unmatched.title')}
            captionHidden
            busy={busy}
            rows={rows}
            rowKey={(row) => row.enrolment_id}
            empty={null}
            columns={[
              {
                id: 'person',
                header: t('matching.role.mentee'),
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
            ]}
          />
        )}
      </PagedList>
    </Stack>
  );
}

function Why({ why }: { why: UnmatchedWhy }) {
  const t = useT();
  const { list } = useReasonWords();
  if (why.code === 'all_eligible_full') {
    return t('matching.unmatched.full', { count: why.eligible });
  }
  const parts = why.removed.map(({ rule, mentors }) =>
    t(`matching.unmatched.rule.${rule}`, { count: mentors }),
  );
  if (parts.length === 0) return t('matching.unmatched.nobody');
  return t('matching.unmatched.none', { parts: list(parts) });
}
