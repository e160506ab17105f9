// The rules a round ran with, which stay with it whatever the cycle's become.
import type { RoundView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { PolicyWords } from './PolicyWords';

export default function RoundRules({ round }: { round: RoundView }) {
  const t = useT();
  return (
    <Card title={t('matching.round.rules_title')}>
      <PolicyWords policy={{ ...round.policy, objective: round.objective }} />
    </Card>
  );
}
