// The cycle under way: where it stands, and for those who oversee people what it holds so far.
import type { DashboardCycle } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { Meter } from '../../shared/ui/Meter';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { Stepper } from '../../shared/ui/Stepper';
import { pageOf } from './places';

const STEPS = ['enrolling', 'matching', 'mentoring', 'closed'] as const;

export function CycleCard({ cycle }: { cycle: DashboardCycle }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { permissions } = useMe();
  const place = pageOf('cycle', permissions, cycle.id);
  const { figures } = cycle;
  const pairings = figures?.pairings.find(({ state }) => state === 'active')?.count ?? 0;
  const ended = figures?.pairings.find(({ state }) => state === 'ended')?.count ?? 0;
  return (
    <Card
      title={cycle.name}
      aside={t('today.cycle.span', {
        from: dates.date(cycle.starts_on),
        to: dates.date(cycle.ends_on),
      })}
      footer={place && <ButtonLink {...place}>{t('today.cycle.see')}</ButtonLink>}
    >
      <Stack>
        <Stepper
          label={t('today.cycle.steps')}
          current={cycle.state}
          steps={STEPS.map((id) => ({ id, label: t(`today.cycle.step.${id}`) }))}
        />
        {figures && (
          <>
            <StatList>
              <Stat label={t('today.cycle.mentors')} value={number(figures.mentors)} />
              <Stat label={t('today.cycle.mentees')} value={number(figures.mentees)} />
              <Stat
                label={t('today.cycle.pairings')}
                value={number(pairings)}
                note={ended > 0 ? t('today.cycle.ended', { count: ended }) : undefined}
              />
            </StatList>
            {figures.mentees > 0 && (
              <Meter
                label={t('today.cycle.matched')}
                value={figures.matched}
                max={figures.mentees}
                text={t('today.cycle.matched_of', {
                  matched: figures.matched,
                  mentees: figures.mentees,
                })}
              />
            )}
          </>
        )}
      </Stack>
    </Card>
  );
}
