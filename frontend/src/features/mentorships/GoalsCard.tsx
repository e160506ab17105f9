// What the mentee works towards: open goals first; done with one press, and taken back with another.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { GoalView, PairingView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { Stack } from '../../shared/ui/Stack';
import { goalsQuery } from './data';
import { GoalLine } from './GoalLine';
import styles from './Goals.module.css';
import { goalsInOrder } from './goals';
import type { Viewer } from './viewer';

// Forms come when they are asked for, so that the page itself stays light.
const GoalDialog = lazy(() => import('./GoalDialog'));
const GoalHistoryDialog = lazy(() => import('./GoalHistoryDialog'));

type Doing = { what: 'new' } | { what: 'change' | 'history'; goal: GoalView };

export function GoalsCard({ pairing, viewer }: { pairing: PairingView; viewer: Viewer }) {
  const t = useT();
  const goals = useSuspenseQuery(goalsQuery(pairing.id)).data;
  const [doing, setDoing] = useState<Doing | null>(null);
  const stop = () => setDoing(null);
  const mine = viewer === 'pair' && pairing.may_write;
  const done = goals.filter(({ state }) => state === 'done').length;
  const add = mine && (
    <Button onPress={() => setDoing({ what: 'new' })}>{t('mentorships.goal.add')}</Button>
  );
  return (
    <KeepFocus>
      <Card
        title={t('mentorships.goals')}
        aside={goals.length > 0 && t('mentorships.goals.done_of', { done, count: goals.length })}
        footer={goals.length > 0 && add}
      >
        {goals.length > 0 ? (
          <Stack gap="s">
            {viewer !== 'pair' && (
              <p className={styles.soft}>{t('mentorships.goals.notes_theirs')}</p>
            )}
            <ul className={styles.list}>
              {goalsInOrder(goals).map((goal) => (
                <GoalLine
                  key={goal.id}
                  goal={goal}
                  mine={mine}
                  onChange={() => setDoing({ what: 'change', goal })}
                  onHistory={() => setDoing({ what: 'history', goal })}
                />
              ))}
            </ul>
          </Stack>
        ) : (
          <EmptyState
            title={t('mentorships.goals.empty')}
            next={t(mine ? 'mentorships.goals.empty_mine' : 'mentorships.goals.empty_next')}
            action={add}
          />
        )}
      </Card>
      <Suspense>
        {doing?.what === 'new' && <GoalDialog pairing={pairing} onClose={stop} />}
        {doing?.what === 'change' && (
          <GoalDialog pairing={pairing} goal={doing.goal} onClose={stop} />
        )}
        {doing?.what === 'history' && (
          <GoalHistoryDialog goal={doing.goal} mine={mine} onClose={stop} />
        )}
      </Suspense>
    </KeepFocus>
  );
}
