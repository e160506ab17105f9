// The studies: each an evaluation with its protocol.
import { listStudies } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';

export default function StudiesPage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const begin = useCan('manage_studies') && (
    <ButtonLink to="/studies/new" tone="primary">
      {t('evaluation.study.begin')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t('evaluation.studies.title')}
        lead={t('evaluation.studies.lead')}
        actions={begin}
      />
      <PagedList
        queryKey={['studies']}
        label={t('evaluation.studies.title')}
        read={async (query, signal) => (await listStudies({ query, signal })).data}
        empty={
          <EmptyState
            title={t('evaluation.studies.empty')}
            next={t('evaluation.studies.empty_next')}
            action={begin}
          />
        }
      >
        {(rows, busy) => (
          <DataTable
            caption={t('evaluation.studies.title')}
            captionHidden
            busy={busy}
            rows={rows}
            rowKey={(study) => study.id}
            columns={[
              {
                id: 'title',
                header: t('evaluation.study.title'),
                cell: (study) => <AppLink to={`/studies/${study.id}`}>{study.title}</AppLink>,
              },
              {
                id: 'irb',
                header: t('evaluation.study.irb_number'),
                cell: (study) => study.irb_number ?? '—',
              },
              {
                id: 'expires',
                header: t('evaluation.study.expires_on'),
                cell: (study) => dates.date(study.expires_on),
              },
              {
                id: 'k',
                header: t('evaluation.study.k'),
                numeric: true,
                cell: (study) => number(study.k),
              },
            ]}
            empty={null}
          />
        )}
      </PagedList>
    </>
  );
}
