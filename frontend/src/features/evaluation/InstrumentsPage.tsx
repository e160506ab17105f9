// The instruments: drafts that can still be changed, and published ones that never change again.
import { listInstruments } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { InstrumentBadge } from './InstrumentBadge';

export default function InstrumentsPage() {
  const t = useT();
  const write = useCan('manage_studies') && (
    <ButtonLink to="/instruments/new" tone="primary">
      {t('evaluation.instrument.write')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t('evaluation.instruments.title')}
        lead={t('evaluation.instruments.lead')}
        actions={write}
      />
      <PagedList
        queryKey={['instruments']}
        label={t('evaluation.instruments.title')}
        read={async (query, signal) => (await listInstruments({ query, signal })).data}
        empty={
          <EmptyState
            title={t('evaluation.instruments.empty')}
            next={t('evaluation.instruments.empty_next')}
            action={write}
          />
        }
      >
        {(rows, busy) => (
          <DataTable
            caption={t('evaluation.instruments.title')}
            captionHidden
            busy={busy}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                id: 'title',
                header: t('evaluation.instrument.title'),
                cell: (row) => <AppLink to={`/instruments/${row.id}`}>{row.title}</AppLink>,
              },
              { id: 'code', header: t('evaluation.instrument.code'), cell: (row) => row.code },
              {
                id: 'items',
                header: t('evaluation.instrument.items'),
                numeric: true,
                cell: (row) => row.items.length,
              },
              {
                id: 'licence',
                header: t('evaluation.instrument.licence'),
                cell: (row) => row.licence,
              },
              {
                id: 'state',
                header: t('evaluation.state'),
                cell: (row) => <InstrumentBadge state={row.state} />,
              },
            ]}
            empty={null}
          />
        )}
      </PagedList>
    </>
  );
}
