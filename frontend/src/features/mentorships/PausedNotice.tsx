// A pairing that rests: until when, why, and one press that ends the pause early; it is said when it has to rest all the same.
import { useRef } from 'react';
import { type PairingView, resumePairing } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { pairingChanged } from './data';
import { useAct } from './useAct';
import type { Viewer } from './viewer';

export function PausedNotice({ pairing, viewer }: { pairing: PairingView; viewer: Viewer }) {
  const t = useT();
  const dates = useDates();
  const { id, paused_until, pause_reason } = pairing;
  const rests = useRef(false);
  const resume = useAct({
    run: async () => {
      rests.current = (await resumePairing({ path: { id } })).data.state === 'paused';
    },
    refresh: () => pairingChanged(id),
    done: () => t(rests.current ? 'mentorships.resume.rests' : 'mentorships.resume.done'),
  });
  if (!paused_until) return null;
  return (
    <KeepFocus>
      <Card
        attention
        title={t('mentorships.paused', { day: dates.date(paused_until) })}
        footer={
          viewer !== 'overseer' && (
            <Button pending={resume.isPending} onPress={() => resume.mutate()}>
              {t('mentorships.resume.action')}
            </Button>
          )
        }
      >
        <p>
          {pause_reason
            ? t('mentorships.paused_because', {
                reason: t(`mentorships.pause.reason.${pause_reason}`),
              })
            : t('mentorships.paused_plain')}
        </p>
      </Card>
    </KeepFocus>
  );
}
