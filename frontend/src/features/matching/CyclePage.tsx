// One cycle: where it is and what may come next, who takes part, its rounds, and the rules of its matching.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { ensureMessages } from '../../shared/i18n/catalogue';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { CycleSteps } from './CycleSteps';
import { cycleQuery } from './data';
import { MyPlaceCard } from './MyPlaceCard';
import { PolicyCard } from './PolicyCard';
import { RoundsCard } from './RoundsCard';
import { CYCLE_TONES } from './words';

// Forms come when they are asked for, so that the page itself stays light.
const PlanCycleDialog = lazy(() => import('./PlanCycleDialog'));
// A feature of its own, with its own words.
const CircleRoundsCard = lazy(async () => {
  await ensureMessages('circles');
  return import('../circles/CircleRoundsCard');
});
const MyCirclesCard = lazy(async () => {
  await ensureMessages('circles');
  return import('../circles/MyCirclesCard');
});

export default function CyclePage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { cycle_id } = useParams({ strict: false }) as { cycle_id: string };
  const [changing, setChanging] = useState(false);
  const coordinates = useCan('run_rounds');
  const answers = useCan('answer_proposals');
  const changeReason = useDisabledReason('manage_cycles');
  const read = useSuspenseQuery(cycleQuery(cycle_id)).data;
  const cycle = read.value;
  return (
    <>
      <PageHeader
        title={cycle.name}
        badge={
          <StateBadge
            state={cycle.state}
            label={t(`matching.cycle.state.${cycle.state}`)}
            tones={CYCLE_TONES}
          />
        }
        lead={t('matching.cycle.lead', {
          from: dates.date(cycle.starts_on),
          to: dates.date(cycle.ends_on),
          days: cycle.answer_within_days,
        })}
        actions={
          coordinates && (
            <Button onPress={() => setChanging(true)} disabledReason={changeReason}>
              {t('matching.cycle.change')}
            </Button>
          )
        }
      />
      <Stack gap="l">
        <CycleSteps cycle={cycle} />
        {!coordinates && <MyPlaceCard cycle={cycle} />}
        {answers && (
          <Suspense>
            <MyCirclesCard cycle={cycle_id} />
          </Suspense>
        )}
        {coordinates && (
          <Card
            title={t('matching.cycle.people')}
            footer={
              <>
                <ButtonLink to="/cycles/$cycle_id/enrolments" params={{ cycle_id }}>
                  {t('matching.cycle.see_enrolments')}
                </ButtonLink>
                <ButtonLink to="/cycles/$cycle_id/waitlist" params={{ cycle_id }}>
                  {t('matching.waitlist.see')}
                </ButtonLink>
                <ButtonLink
                  to="/cycles/$cycle_id/enrol"
                  params={{ cycle_id }}
                  search={{ whom: 'other' }}
                  tone="quiet"
                >
                  {t('matching.enrol.other')}
                </ButtonLink>
              </>
            }
          >
            <StatList>
              <Stat label={t('matching.mentees')} value={number(cycle.mentees)} />
              <Stat label={t('matching.mentors')} value={number(cycle.mentors)} />
              <Stat
                label={t('matching.seats')}
                value={number(cycle.seats)}
                note={
                  cycle.seats < cycle.mentees
                    ? t('matching.cycle.seats_short', { short: cycle.mentees - cycle.seats })
                    : t('matching.cycle.seats_enough')
                }
              />
            </StatList>
          </Card>
        )}
        {coordinates && <RoundsCard cycle={cycle} />}
        {coordinates && (
          <Suspense fallback={<Skeleton lines={6} />}>
            <CircleRoundsCard cycle={cycle} />
          </Suspense>
        )}
        {coordinates && <MyPlaceCard cycle={cycle} />}
        <PolicyCard cycle={read} />
      </Stack>
      {changing && (
        <Suspense>
          <PlanCycleDialog cycle={read} onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </>
  );
}
