// What is done next with somebody, and until when; that the day has passed is said in words.
import type { StakeholderView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Stack } from '../../shared/ui/Stack';

type Stepped = Pick<StakeholderView, 'next_step' | 'next_step_on' | 'overdue'>;

export function NextStep({ stakeholder }: { stakeholder: Stepped }) {
  const t = useT();
  const dates = useDates();
  const { next_step: step, next_step_on: on, overdue } = stakeholder;
  if (!step && !on) return <span>{t('governance.stakeholders.no_step')}</span>;
  return (
    <Stack gap="s">
      <span>
        {[step, on && t('governance.stakeholders.step_by', { date: dates.date(on) })]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {overdue && (
        <span>
          <Badge tone="danger">{t('governance.stakeholders.overdue')}</Badge>
        </span>
      )}
    </Stack>
  );
}
