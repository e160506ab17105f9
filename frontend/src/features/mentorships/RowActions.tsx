// What a coordinator can do about a pairing from the list: remind of the agreement, give more time.
import { lazy, Suspense, useState } from 'react';
import { type PairingView, remindOfAgreement } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { pairingChanged } from './data';
import { daysBetween, todayIn } from './days';
import styles from './Health.module.css';
import { useAct } from './useAct';

// Forms come when they are asked for, so that the page itself stays light.
const ExtendDialog = lazy(() => import('./ExtendDialog'));

const ENDING_DAYS = 30;

export function RowActions({ pairing }: { pairing: PairingView }) {
  const t = useT();
  const { timeZone } = useDates();
  const [extending, setExtending] = useState(false);
  const { id, mentee_name, mentor_name, state, agreement, ends_on } = pairing;
  const remind = useAct({
    run: () => remindOfAgreement({ path: { id } }),
    refresh: () => pairingChanged(id),
    done: t('mentorships.remind.done'),
  });
  const of = `: ${t('mentorships.two', { mentee: mentee_name, mentor: mentor_name })}`;
  const ending = state !== 'ended' && daysBetween(todayIn(timeZone), ends_on) <= ENDING_DAYS;
  return (
    <div className={styles.acts}>
      {state === 'active' && agreement !== 'signed' && (
        <Button small labelSuffix={of} pending={remind.isPending} onPress={() => remind.mutate()}>
          {t('mentorships.remind.action')}
        </Button>
      )}
      {ending && (
        <Button small labelSuffix={of} onPress={() => setExtending(true)}>
          {t('mentorships.extend.action')}
        </Button>
      )}
      {extending && (
        <Suspense>
          <ExtendDialog pairing={pairing} onClose={() => setExtending(false)} />
        </Suspense>
      )}
    </div>
  );
}
