// The rounds of a cycle, the newest first, and the start of another.
import { lazy, Suspense, useState } from 'react';
import { type CycleView, listRounds } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { useRoundName } from './roundName';
import { withWords } from './withWords';
import { ROUND_TONES } from './words';

// Forms come when they are asked for, so that the page itself stays light.
const StartRoundDialog = lazy(withWords(() => import('./StartRoundDialog')));

export function RoundsCard({ cycle }: { cycle: CycleView }) {
  const t = useT();
  const roundName = useRoundName();
  const { number } = useNumbers();
  const [starting, setStarting] = useState(false);
  const matches = cycle.state === 'matching' || cycle.state === 'mentoring';
  const startReason = useDisabledReason('run_rounds', !matches && t('matching.rounds.not_yet'));
  return (
    <Card
      title={t('matching.rounds.title')}
      footer={
        <Button tone="primary" onPress={() => setStarting(true)} disabledReason={startReason}>
          {t('matching.rounds.start')}
        </Button>
      }
    >
      <PagedList
        queryKey={['rounds', cycle.id]}
        read={async (page, signal) =>
          (await listRounds({ path: { id: cycle.id }, query: page, signal })).data
        }
        label={t('matching.rounds.title')}
        empty={
          <EmptyState title={t('matching.rounds.empty')} next={t('matching.rounds.empty_next')} />
        }
      >
        {(rows, busy) => (
          <DataTable
            caption={t('matching.rounds.title')}
            captionHidden
            busy={busy}
            rows={rows}
            rowKey={(round) => round.id}
            empty={null}
            columns={[
              {
                id: 'round',
                header: t('matching.round'),
                cell: (round) => (
                  <AppLink to="/rounds/$round_id" params={{ round_id: round.id }}>
                    {roundName(round)}
                  </AppLink>
                ),
              },
              {
                id: 'state',
                header: t('matching.state'),
                cell: (round) => (
                  <StateBadge
                    state={round.state}
                    label={t(`matching.round.state.${round.state}`)}
                    tones={ROUND_TONES}
                  />
                ),
              },
              {
                id: 'matched',
                header: t('matching.round.matched'),
                numeric: true,
                cell: (round) =>
                  t('matching.round.matched_of', {
                    matched: number(round.matched),
                    mentees: number(round.mentees),
                  }),
              },
              {
                id: 'points',
                header: t('matching.points'),
                numeric: true,
                cell: (round) => number(round.total_points),
              },
            ]}
          />
        )}
      </PagedList>
      {starting && (
        <Suspense>
          <StartRoundDialog cycle={cycle} onClose={() => setStarting(false)} />
        </Suspense>
      )}
    </Card>
  );
}
