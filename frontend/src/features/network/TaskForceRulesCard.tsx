// The rules of the task force in words, with what they mean for the members of today.
import type { TaskForceRulesView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { Facts } from '../../shared/ui/Facts';

interface TaskForceRulesCardProps {
  rules: TaskForceRulesView;
  /** Why they cannot be changed. */
  off: string | undefined;
  onChange: () => void;
}

export function TaskForceRulesCard({ rules, off, onChange }: TaskForceRulesCardProps) {
  const t = useT();
  const { places, vacant_places: vacant, members, voting_members: voting } = rules;
  return (
    <Card
      title={t('network.task_force.rules')}
      footer={
        <Button disabledReason={off} onPress={onChange}>
          {t('network.task_force.rules_change')}
        </Button>
      }
    >
      <Facts
        items={[
          {
            term: t('network.task_force.places'),
            value:
              typeof places === 'number'
                ? t('network.task_force.places_of', { places, vacant: vacant ?? 0 })
                : t('network.task_force.places_open'),
          },
          {
            term: t('network.task_force.members'),
            value: t('network.task_force.members_of', { members, voting }),
          },
          {
            term: t('network.task_force.quorum'),
            value: t('network.task_force.quorum_of', { quorum: rules.quorum, voting }),
          },
          {
            term: t('network.task_force.ballot'),
            value: t('network.task_force.ballot_days', { days: rules.ballot_days }),
          },
        ]}
      />
    </Card>
  );
}
