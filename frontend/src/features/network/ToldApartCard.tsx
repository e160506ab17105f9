// Pairs that look like one institution and are two, by whom and when it was said; each can be taken back.
import { useMutation } from '@tanstack/react-query';
import { type InstitutionDistinctionView, listInstitutionDistinctions } from '../../gen';
import { asWritten } from '../../shared/i18n/published';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { PagedList } from '../../shared/ui/PagedList';
import { toldApartKey, useTakeBack } from './tellingApart';

export function ToldApartCard() {
  const t = useT();
  const dates = useDates();
  return (
    <Card title={t('network.duplicates.apart')}>
      <PagedList
        label={t('network.duplicates.apart')}
        queryKey={toldApartKey}
        read={async (page, signal) =>
          (await listInstitutionDistinctions({ query: page, signal })).data
        }
        empty={
          <EmptyState
            title={t('network.duplicates.apart_empty')}
            next={t('network.duplicates.apart_empty_next')}
          />
        }
      >
        {(pairs) => (
          <DataTable
            caption={t('network.duplicates.apart')}
            captionHidden
            plain
            rows={pairs}
            rowKey={(row) => row.id}
            columns={[
              {
                id: 'pair',
                header: t('network.duplicates.pair'),
                cell: (row) => <Two pair={row} />,
              },
              {
                id: 'when',
                header: t('network.merge.when'),
                cell: (row) => dates.day(row.created_at),
              },
              {
                id: 'who',
                header: t('network.moves.who'),
                cell: (row) => row.told_by_name ?? '—',
              },
              {
                id: 'back',
                header: t('network.members.action'),
                cell: (row) => <TakeBack pair={row} />,
              },
            ]}
            empty={null}
          />
        )}
      </PagedList>
    </Card>
  );
}

function Two({ pair }: { pair: InstitutionDistinctionView }) {
  return (
    <>
      <AppLink to={`/institutions/${pair.institution_id}`}>
        {asWritten(pair.institution_name)}
      </AppLink>
      {' · '}
      <AppLink to={`/institutions/${pair.other_id}`}>{asWritten(pair.other_name)}</AppLink>
    </>
  );
}

function TakeBack({ pair }: { pair: InstitutionDistinctionView }) {
  const t = useT();
  const takeBack = useTakeBack();
  const act = useMutation({
    mutationFn: () => takeBack(pair),
    onError: (error) => notify({ tone: 'problem', error }),
  });
  return (
    <Button
      labelSuffix={`, ${asWritten(pair.institution_name)}, ${asWritten(pair.other_name)}`}
      pending={act.isPending}
      onPress={() => act.mutate()}
    >
      {t('network.duplicates.take_back')}
    </Button>
  );
}
