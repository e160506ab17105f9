// What is changed because of findings: who does it, until when, how far it is, and what was observed afterwards.
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { type AdjustmentState, type AdjustmentView, listAdjustments } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { todayInUtc } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge, StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { PagedList } from '../../shared/ui/PagedList';

// The form's code comes when it is asked for, so that the page itself stays light.
const AdjustmentDialog = lazy(async () => ({
  default: (await import('./AdjustmentDialog')).AdjustmentDialog,
}));

interface AdjustmentsProps {
  filter: { finding_id?: string; state?: AdjustmentState };
  empty: ReactNode;
}

const CLOSED: readonly AdjustmentState[] = ['done', 'dropped'];

export function Adjustments({ filter, empty }: AdjustmentsProps) {
  const t = useT();
  const dates = useDates();
  const [changing, setChanging] = useState<AdjustmentView | null>(null);
  const off = useDisabledReason('manage_adjustments');
  const today = todayInUtc();
  const late = (row: AdjustmentView) => row.due_on < today && !CLOSED.includes(row.state);
  return (
    <>
      <PagedList
        queryKey={['adjustments', filter]}
        label={t('evaluation.adjustments.title')}
        read={async (page, signal) =>
          (await listAdjustments({ query: { ...page, ...filter }, signal })).data
        }
        empty={empty}
      >
        {(rows, busy) => (
          <DataTable
            caption={t('evaluation.adjustments.title')}
            captionHidden
            busy={busy}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                id: 'title',
                header: t('evaluation.adjustment.what'),
                cell: (row) =>
                  filter.finding_id ? (
                    row.title
                  ) : (
                    <AppLink to={`/findings/${row.finding_id}`}>{row.title}</AppLink>
                  ),
              },
              {
                id: 'owner',
                header: t('evaluation.adjustment.owner'),
                cell: (row) => row.owner_name,
              },
              {
                id: 'due',
                header: t('evaluation.adjustment.due'),
                cell: (row) => (
                  <>
                    {dates.date(row.due_on)}{' '}
                    {late(row) && <Badge tone="danger">{t('evaluation.adjustment.late')}</Badge>}
                  </>
                ),
              },
              {
                id: 'state',
                header: t('evaluation.state'),
                cell: (row) => (
                  <StateBadge
                    state={row.state}
                    label={t(`evaluation.adjustment.state.${row.state}`)}
                    tones={{ done: 'good', in_progress: 'attention' }}
                  />
                ),
              },
              {
                id: 'observed',
                header: t('evaluation.adjustment.observed'),
                cell: (row) => row.observed ?? '—',
              },
              {
                id: 'change',
                header: t('evaluation.adjustment.act'),
                cell: (row) => (
                  <Button
                    small
                    reasonHidden
                    disabledReason={off}
                    labelSuffix={`: ${row.title}`}
                    onPress={() => setChanging(row)}
                  >
                    {t('evaluation.adjustment.change')}
                  </Button>
                ),
              },
            ]}
            empty={null}
          />
        )}
      </PagedList>
      {changing && (
        <Suspense fallback={null}>
          <AdjustmentDialog
            finding={changing.finding_id}
            adjustment={changing}
            onClose={() => setChanging(null)}
          />
        </Suspense>
      )}
    </>
  );
}
