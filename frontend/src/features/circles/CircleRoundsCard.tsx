// The rounds of circles of a cycle, the newest first, and the way to form circles. Stands on the page of the cycle.
import { lazy, Suspense, useState } from 'react';
import { type CycleView, listCircleRounds } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { ROUND_TONES } from './words';

// Forms come when they are asked for, so that the page itself stays light.
const FormCirclesDialog = lazy(() => import('./FormCirclesDialog'));

export default function CircleRoundsCard({ cycle }: { cycle: CycleView }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const [forming, setForming] = useState(false);
  const matches = cycle.state === 'matching' || cycle.state === 'mentoring';
  const formReason = useDisabledReason('run_rounds', !matches && t('circles.form.not_yet'));
  return (
    <Card
      title={t('circles.title')}
      footer={
        <Button onPress={() => setForming(true)} disabledReason={formReason}>
          {t('circles.form.action')}
        </Button>
      }
    >
      <PagedList
        queryKey={['circle_rounds', cycle.id]}
        read={async (query, signal) =>
          (await listCircleRounds({ path: { id: cycle.id }, query, signal })).data
        }
        label={t('circles.title')}
        empty={<EmptyState title={t('circles.empty')} next={t('circles.empty_next')} />}
      >
        {(rows, busy) => (
          <DataTable
            caption={t('circles.title')}
            captionHidden
            busy={busy}
            rows={rows}
            rowKey={({ id }) => id}
            empty={null}
            columns={[
              {
                id: 'round',
                header: t('circles.formed'),
                cell: (round) => (
                  <AppLink to={`/circle-rounds/${round.id}`}>
                    {t('circles.round.of', {
                      where: round.region_name ?? t('circles.nation'),
                      when: dates.dateTime(round.created_at),
                    })}
                  </AppLink>
                ),
              },
              {
                id: 'state',
                header: t('circles.state'),
                cell: ({ state }) => (
                  <StateBadge
                    state={state}
                    label={t(`circles.round.state.${state}`)}
                    tones={ROUND_TONES}
                  />
                ),
              },
              {
                id: 'circles',
                header: t('circles.count'),
                numeric: true,
                cell: ({ circles }) => number(circles),
              },
              {
                id: 'placed',
                header: t('circles.placed'),
                numeric: true,
                cell: ({ placed, mentees }) =>
                  t('circles.placed_of', { placed: number(placed), mentees: number(mentees) }),
              },
              {
                id: 'points',
                header: t('circles.points'),
                numeric: true,
                cell: ({ points, points_possible: possible }) =>
                  t('circles.points_of', { points: number(points), possible: number(possible) }),
              },
            ]}
          />
        )}
      </PagedList>
      {forming && (
        <Suspense>
          <FormCirclesDialog cycle={cycle} onClose={() => setForming(false)} />
        </Suspense>
      )}
    </Card>
  );
}
