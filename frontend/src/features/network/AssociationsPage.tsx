// The associations that take part.
import { lazy, Suspense, useState } from 'react';
import { listAssociations } from '../../gen';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { FiguresOverview } from './FiguresOverview';

const AssociationDialog = lazy(() => import('./AssociationDialog'));

const associationsKey = ['associations'];

export default function AssociationsPage() {
  const t = useT();
  const dates = useDates();
  const off = useDisabledReason('change_network');
  const sees = useCan('view_members');
  const [adding, setAdding] = useState(false);
  return (
    <>
      <PageHeader
        title={t('network.associations.title')}
        lead={t('network.associations.lead')}
        actions={
          <Button tone="primary" disabledReason={off} onPress={() => setAdding(true)}>
            {t('network.associations.add')}
          </Button>
        }
      />
      <Stack gap="l">
        <PagedList
          label={t('network.associations.title')}
          queryKey={[...associationsKey, 'list']}
          read={async (page, signal) => (await listAssociations({ query: page, signal })).data}
          empty={
            <EmptyState
              title={t('network.associations.empty')}
              next={t('network.associations.empty_next')}
            />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('network.associations.title')}
              captionHidden
              rows={rows}
              rowKey={({ id }) => id}
              busy={busy}
              columns={[
                {
                  id: 'name',
                  header: t('network.associations.name'),
                  cell: ({ id, name, short_name }) => (
                    <>
                      <AppLink to={`/associations/${id}`}>{name}</AppLink>
                      {short_name && ` (${short_name})`}
                    </>
                  ),
                },
                {
                  id: 'kind',
                  header: t('network.associations.kind'),
                  cell: ({ kind }) => t(`network.association_kind.${kind}`),
                },
                {
                  id: 'website',
                  header: t('network.associations.website'),
                  cell: ({ website }) =>
                    website ? (
                      <a href={website} rel="noopener noreferrer">
                        {website.replace(/^https?:\/\//, '')}
                      </a>
                    ) : (
                      '—'
                    ),
                },
                {
                  id: 'state',
                  header: t('network.associations.state'),
                  cell: ({ closed }) =>
                    closed ? (
                      <Badge>{t('network.associations.is_closed')}</Badge>
                    ) : (
                      t('network.associations.is_open')
                    ),
                },
                {
                  id: 'since',
                  header: t('network.associations.since'),
                  cell: ({ created_at }) => dates.day(created_at),
                },
              ]}
              empty={null}
            />
          )}
        </PagedList>
        {sees && <FiguresOverview />}
      </Stack>
      <Suspense fallback={null}>
        {adding && <AssociationDialog onClose={() => setAdding(false)} />}
      </Suspense>
    </>
  );
}
