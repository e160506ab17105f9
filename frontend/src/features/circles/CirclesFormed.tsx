// The circles of a round as they were formed, to be looked through and changed until they are published.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { CircleRoundView } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { Button } from '../../shared/ui/Button';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { Tabs } from '../../shared/ui/Tabs';
import { CircleBoard } from './CircleBoard';
import { CircleFigures } from './CircleFigures';
import { circlesOfRoundQuery, useRuns } from './data';

// What is looked at less often comes when it is.
const PublishCirclesDialog = lazy(() => import('./PublishCirclesDialog'));
const UnplacedList = lazy(() => import('./UnplacedList'));

interface CirclesFormedProps {
  round: CircleRoundView;
  head: (actions: ReactNode) => ReactNode;
}

export function CirclesFormed({ round, head }: CirclesFormedProps) {
  const t = useT();
  const circles = useSuspenseQuery(circlesOfRoundQuery(round.id)).data;
  const [publishing, setPublishing] = useState(false);
  const [{ view }, setFilters] = useFilters(['view']);
  const runs = useRuns(round.region_id);
  const ready = round.state === 'ready';
  const publishReason = useDisabledReason(
    'run_rounds',
    !runs ? t('auth.not_granted') : circles.length === 0 && t('circles.publish.nothing'),
  );
  return (
    <KeepFocus>
      {head(
        ready && (
          <Button tone="primary" onPress={() => setPublishing(true)} disabledReason={publishReason}>
            {t('circles.publish.action')}
          </Button>
        ),
      )}
      <Stack gap="l">
        <CircleFigures round={round} circles={circles} />
        <Tabs
          label={t('circles.round.views')}
          selected={view ?? 'circles'}
          onSelect={(next) => setFilters({ view: next === 'circles' ? undefined : next })}
          tabs={[
            {
              id: 'circles',
              label: t('circles.round.circles', { count: circles.length }),
              content: (
                <CircleBoard
                  circles={circles}
                  leaders={round.mentors_per_circle}
                  editable={ready && runs}
                />
              ),
            },
            {
              id: 'unplaced',
              label: t('circles.round.unplaced', { count: round.mentees - round.placed }),
              content: (
                <Suspense fallback={<Skeleton lines={6} />}>
                  <UnplacedList round={round} circles={circles} editable={runs} />
                </Suspense>
              ),
            },
          ]}
        />
      </Stack>
      {publishing && (
        <Suspense>
          <PublishCirclesDialog
            round={round}
            circles={circles}
            onClose={() => setPublishing(false)}
          />
        </Suspense>
      )}
    </KeepFocus>
  );
}
