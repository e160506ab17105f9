// What a coordinator can do about a pairing in one step.

import { acknowledgeAlert, type HealthView, remindOfAgreement } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { pairingChanged } from './data';
import { useAct } from './useAct';

interface HealthActionsProps {
  health: HealthView;
  /** The two by name, for a screen reader in a list. */
  title: string;
  small?: boolean;
}

export const maySteady = ({ state }: HealthView): boolean => state === 'stalled';

export const mayRemind = ({ state, reasons }: HealthView): boolean =>
  state !== 'ended' && reasons.some(({ code }) => code === 'agreement_unsigned');

export function HealthActions({ health, title, small = false }: HealthActionsProps) {
  const t = useT();
  const id = health.pairing_id;
  const acknowledge = useAct({
    run: () => acknowledgeAlert({ path: { id } }),
    refresh: () => pairingChanged(id),
    done: t('mentorships.health.acknowledged'),
  });
  const remind = useAct({
    run: () => remindOfAgreement({ path: { id } }),
    refresh: () => pairingChanged(id),
    done: t('mentorships.remind.done'),
  });
  const suffix = { labelSuffix: `: ${title}`, small };
  return (
    <>
      {maySteady(health) && (
        <Button {...suffix} pending={acknowledge.isPending} onPress={() => acknowledge.mutate()}>
          {t('mentorships.health.acknowledge')}
        </Button>
      )}
      {mayRemind(health) && (
        <Button {...suffix} pending={remind.isPending} onPress={() => remind.mutate()}>
          {t('mentorships.remind.action')}
        </Button>
      )}
    </>
  );
}
