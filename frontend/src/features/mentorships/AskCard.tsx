// Questions to the coordinator, with their answers. The other of the two never sees them, and that is said first.
import { lazy, Suspense, useState } from 'react';
import type { PairingView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { Stack } from '../../shared/ui/Stack';
import styles from './CheckIn.module.css';
import { QuestionList } from './QuestionList';
import { useReaders } from './readers';

// Forms come when they are asked for, so that the page itself stays light.
const AskDialog = lazy(() => import('./AskDialog'));

export function AskCard({ pairing }: { pairing: PairingView }) {
  const t = useT();
  const { who } = useReaders(pairing);
  const [asking, setAsking] = useState(false);
  return (
    <KeepFocus>
      <Card
        title={t('mentorships.ask.title')}
        footer={<Button onPress={() => setAsking(true)}>{t('mentorships.ask.action')}</Button>}
      >
        <Stack>
          <p className={styles.readers}>{who}</p>
          <QuestionList pairing={pairing} mine />
        </Stack>
      </Card>
      {asking && (
        <Suspense>
          <AskDialog pairing={pairing} who={who} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </KeepFocus>
  );
}
