// Where a person works and worked, from when until when; and moving them, which shows first what follows.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { listAffiliations } from '../../gen';
import { useCan, useDisabledReason } from '../auth/useMe';
import { asWritten } from '../i18n/published';
import { useDates } from '../i18n/useDates';
import { useT } from '../i18n/useT';
import { AppLink } from '../routing/AppLink';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { DataTable } from '../ui/DataTable';
import { EmptyState } from '../ui/EmptyState';
import { PagedList } from '../ui/PagedList';

const MoveToInstitutionDialog = lazy(() => import('./MoveToInstitutionDialog'));

interface AffiliationsCardProps {
  person: { id: string; name: string };
  /** It is the reader's own history. */
  own?: boolean;
}

export function AffiliationsCard({ person, own = false }: AffiliationsCardProps) {
  const t = useT();
  const dates = useDates();
  // Only the newest can still be running.
  const newest = useQuery({
    queryKey: ['affiliations', person.id, 'newest'],
    queryFn: async ({ signal }) => {
      const query = { limit: 1 };
      const { data } = await listAffiliations({ path: { id: person.id }, query, signal });
      return data.items[0] ?? null;
    },
  }).data;
  const present = newest?.until === null ? newest : null;
  const [asking, setAsking] = useState<'move' | 'leave' | null>(null);
  // Whom nobody has given a role sees no institutions, and so cannot choose one.
  const off = useDisabledReason('view_network');
  const seesNetwork = useCan('view_network');
  return (
    <Card
      title={t('affiliations.title')}
      footer={
        <>
          <Button
            disabledReason={off}
            pending={newest === undefined}
            onPress={() => setAsking('move')}
          >
            {t(present ? 'affiliations.move' : 'affiliations.join')}
          </Button>
          {present && <Button onPress={() => setAsking('leave')}>{t('affiliations.leave')}</Button>}
        </>
      }
    >
      <PagedList
        label={t('affiliations.title')}
        queryKey={['affiliations', person.id]}
        read={async (page, signal) =>
          (await listAffiliations({ path: { id: person.id }, query: page, signal })).data
        }
        empty={
          <EmptyState
            title={t('affiliations.empty')}
            next={t(own ? 'affiliations.empty_own' : 'affiliations.empty_next')}
          />
        }
      >
        {(rows, busy) => (
          <DataTable
            caption={t('affiliations.title')}
            captionHidden
            plain
            rows={rows}
            rowKey={(row) => row.id}
            busy={busy}
            columns={[
              {
                id: 'institution',
                header: t('affiliations.institution'),
                cell: (row) =>
                  seesNetwork ? (
                    <AppLink to={`/institutions/${row.institution_id}`}>
                      {asWritten(row.institution_name)}
                    </AppLink>
                  ) : (
                    asWritten(row.institution_name)
                  ),
              },
              {
                id: 'since',
                header: t('affiliations.since'),
                cell: (row) => dates.date(row.since),
              },
              {
                id: 'until',
                header: t('affiliations.until'),
                cell: (row) => (row.until ? dates.date(row.until) : t('affiliations.present')),
              },
              {
                id: 'by',
                header: t('affiliations.recorded_by'),
                cell: (row) => row.recorded_by_name ?? '—',
              },
            ]}
            empty={null}
          />
        )}
      </PagedList>
      <Suspense fallback={null}>
        {asking && (
          <MoveToInstitutionDialog
            person={person}
            present={present}
            leaving={asking === 'leave'}
            onClose={() => setAsking(null)}
          />
        )}
      </Suspense>
    </Card>
  );
}
