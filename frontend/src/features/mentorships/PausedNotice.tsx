// A pairing that rests: until when, why, and one press that ends the pause early. One without a day others lift.

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
  const resume = useAct({
    run: () => resumePairing({ path: { id } }),
    refresh: () => pairingChanged(id),
    done: t('mentorships.resume.done'),
  });
  return (
    <KeepFocus>
      <Card
        attention
        title={
          paused_until
            ? t('mentorships.paused', { day: dates.date(paused_until) })
            : t('mentorships.suspended')
        }
        footer={
          viewer !== 'overseer' &&
          paused_until && (
            <Button pending={resume.isPending} onPress={() => resume.mutate()}>
              {t('mentorships.resume.action')}
            </Button>
          )
        }
      >
        <p>
          {paused_until && pause_reason
            ? t('mentorships.paused_because', {
                reason: t(`mentorships.pause.reason.${pause_reason}`),
              })
            : t(paused_until ? 'mentorships.paused_plain' : 'mentorships.suspended_until')}
        </p>
      </Card>
    </KeepFocus>
  );
}
