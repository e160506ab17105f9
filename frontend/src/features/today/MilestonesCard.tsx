// The milestones of the next 90 days, what is overdue first.
import type { DashboardMilestone } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { Timeline } from '../../shared/ui/Timeline';
import { pageOf } from './places';

interface MilestonesCardProps {
  milestones: DashboardMilestone[];
  today: string;
}

export function MilestonesCard({ milestones, today }: MilestonesCardProps) {
  const t = useT();
  const dates = useDates();
  const { permissions, id: me } = useMe();
  const place = pageOf('plan', permissions);
  const owner = (milestone: DashboardMilestone) => {
    if (milestone.owner_id === me) return t('today.milestones.mine');
    return milestone.owner_name ?? t('today.milestones.nobody');
  };
  return (
    <Card
      title={t('today.milestones.title')}
      aside={t('today.milestones.span')}
      footer={place && <ButtonLink {...place}>{t('today.milestones.see')}</ButtonLink>}
    >
      <Timeline
        items={milestones.map((milestone) => ({
          id: milestone.id,
          dateTime: milestone.due_on,
          when: t('today.date_when', {
            date: dates.date(milestone.due_on),
            when: dates.until(milestone.due_on, today),
          }),
          title: (
            <>
              {milestone.title}{' '}
              {milestone.overdue && <Badge tone="danger">{t('today.urgency.late')}</Badge>}
            </>
          ),
          detail: t('today.milestones.detail', {
            owner: owner(milestone),
            objective: milestone.objective_title,
          }),
          ahead: !milestone.overdue,
        }))}
      />
    </Card>
  );
}
