// Those who have no place, mentees and whoever was taken out, each with the reason, and the way to give them one.
import { lazy, Suspense, useState } from 'react';
import { type CircleRoundView, type CircleView, listUnplaced, type UnplacedView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { useRegions } from '../matching/data';
import { useUnplacedWords } from './words';

const MoveDialog = lazy(() => import('./MoveDialog'));

interface UnplacedListProps {
  round: CircleRoundView;
  circles: readonly CircleView[];
  /** By whoever runs the round; after publishing a place is a question to the person. */
  editable: boolean;
}

export default function UnplacedList({ round, circles, editable }: UnplacedListProps) {
  const t = useT();
  const regions = useRegions();
  const why = useUnplacedWords();
  const [putting, setPutting] = useState<UnplacedView>();
  return (
    <>
      <PagedList
        queryKey={['unplaced', round.id]}
        read={async (query, signal) =>
          (await listUnplaced({ path: { id: round.id }, query, signal })).data
        }
        label={t('circles.unplaced.title')}
        empty={
          <EmptyState
            title={t('circles.unplaced.empty')}
            next={t(`circles.unplaced.next_${round.state === 'published' ? 'over' : 'ready'}`)}
          />
        }
      >
        {(rows, busy) => (
          <DataTable
            caption={t('circles.unplaced.title')}
            captionHidden
            busy={busy}
            rows={rows}
            rowKey={({ enrolment_id }) => enrolment_id}
            empty={null}
            columns={[
              {
                id: 'person',
                header: t('circles.person'),
                cell: (row) => (
                  <AppLink to={`/enrolments/${row.enrolment_id}`}>{row.person_name}</AppLink>
                ),
              },
              {
                id: 'region',
                header: t('circles.region'),
                cell: ({ region_id }) => regions.name(region_id),
              },
              { id: 'why', header: t('circles.unplaced.why'), cell: ({ reason }) => why(reason) },
              ...(editable
                ? [
                    {
                      id: 'put',
                      header: t('circles.put.column'),
                      cell: (row: UnplacedView) => (
                        <Button
                          small
                          labelSuffix={`: ${row.person_name}`}
                          onPress={() => setPutting(row)}
                        >
                          {t('circles.put.action')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </PagedList>
      {putting && (
        <Suspense>
          <MoveDialog person={putting} circles={circles} onClose={() => setPutting(undefined)} />
        </Suspense>
      )}
    </>
  );
}
