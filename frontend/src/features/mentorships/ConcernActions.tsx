// What a recipient can do about a concern: suspend the pairing, lift that, separate the two, close with an outcome.
import { lazy, Suspense, useState } from 'react';
import { type ConcernView, reinstatePairing, separatePair, suspendPairing } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import { concernChanged } from './data';
import { useAct } from './useAct';

const CloseConcernDialog = lazy(() => import('./CloseConcernDialog'));

type Doing = 'suspend' | 'separate' | 'close';

export function ConcernActions({ concern }: { concern: ConcernView }) {
  const t = useT();
  const [doing, setDoing] = useState<Doing | null>(null);
  const stop = () => setDoing(null);
  const { state } = concern;
  const path = { id: concern.id };
  const reinstate = useAct({
    run: () => reinstatePairing({ path }),
    refresh: () => concernChanged(concern),
    done: t('mentorships.concern.reinstated'),
  });
  return (
    <>
      {state === 'open' && (
        <Button onPress={() => setDoing('suspend')}>{t('mentorships.concern.suspend')}</Button>
      )}
      {state === 'suspended' && (
        <Button pending={reinstate.isPending} onPress={() => reinstate.mutate()}>
          {t('mentorships.concern.reinstate')}
        </Button>
      )}
      {state !== 'separated' && (
        <Button onPress={() => setDoing('separate')}>{t('mentorships.concern.separate')}</Button>
      )}
      <Button
        tone="primary"
        disabledReason={
          state === 'suspended' ? t('mentorships.concern.close_suspended') : undefined
        }
        onPress={() => setDoing('close')}
      >
        {t('mentorships.concern.close')}
      </Button>
      <Suspense>
        {doing === 'close' && <CloseConcernDialog concern={concern} onClose={stop} />}
      </Suspense>
      <ConfirmDialog
        open={doing === 'suspend'}
        title={t('mentorships.concern.suspend_title', { pairing: concern.pairing_title })}
        loses={<p>{t('mentorships.concern.suspend_lead')}</p>}
        confirmLabel={t('mentorships.concern.suspend')}
        onClose={stop}
        onConfirm={async () => {
          await suspendPairing({ path });
          await concernChanged(concern);
          notify({ tone: 'done', text: t('mentorships.concern.suspended') });
        }}
      />
      <ConfirmDialog
        open={doing === 'separate'}
        title={t('mentorships.concern.separate_title', { pairing: concern.pairing_title })}
        loses={<p>{t('mentorships.concern.separate_loses')}</p>}
        confirmLabel={t('mentorships.concern.separate')}
        onClose={stop}
        onConfirm={async () => {
          await separatePair({ path });
          await concernChanged(concern);
          notify({ tone: 'done', text: t('mentorships.concern.separated') });
        }}
      />
    </>
  );
}
