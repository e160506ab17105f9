// What those who look after a pairing see of it: its health, and for its coordinator what the two said and asked.

import type { PairingView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { CheckInList } from './CheckInList';
import { HealthCard } from './HealthCard';
import { QuestionList } from './QuestionList';
import type { Viewer } from './viewer';

interface OverseenPartsProps {
  part: 'health' | 'said';
  pairing: PairingView;
  viewer: Viewer;
}

export function OverseenParts({ part, pairing, viewer }: OverseenPartsProps) {
  const t = useT();
  if (part === 'health') return <HealthCard pairing={pairing} viewer={viewer} />;
  return (
    <>
      <KeepFocus>
        <Card title={t('mentorships.questions')}>
          <QuestionList pairing={pairing} />
        </Card>
      </KeepFocus>
      <Card title={t('mentorships.check_ins')} aside={t('mentorships.check_ins.readers')}>
        <CheckInList pairing={pairing} />
      </Card>
    </>
  );
}
