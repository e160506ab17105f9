// What a coordinator can do about a pairing from the list: remind of the agreement, give more time.
import { lazy, Suspense, useState } from 'react';
import { type PairingView, remindOfAgreement } from '../../gen';
import { daysBetween, todayIn } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { pairingChanged } from './data';
import styles from './Health.module.css';
import { useRules } from './rules';
import { useAct } from './useAct';

// Forms come when they are asked for, so that the page itself stays light.
const ExtendDialog = lazy(() => import('./ExtendDialog'));

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
  const rules = useRules();
  const ending =
    state !== 'ended' &&
    rules !== undefined &&
    daysBetween(todayIn(timeZone), ends_on) <= rules.ending_days;
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
