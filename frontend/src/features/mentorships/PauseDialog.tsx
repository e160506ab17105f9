// A pause: why, and until when. It ends by itself, and nothing that was noted is lost.

import { type PairingView, pausePairing } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { addDays, earlier, todayIn } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { pairingChanged } from './data';
import { pauseUntilMost } from './days';
import { PAUSE_REASONS } from './words';

const USUAL_DAYS = 30;
const schema = z.object({
  reason: z.enum(PAUSE_REASONS, 'form.required'),
  until: z.string().check(z.minLength(1)),
});

interface PauseDialogProps {
  pairing: PairingView;
  onClose: () => void;
}

export default function PauseDialog({ pairing, onClose }: PauseDialogProps) {
  const t = useT();
  const dates = useDates();
  const today = todayIn(dates.timeZone);
  const most = pauseUntilMost(today, pairing.ends_on);
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { until: earlier(addDays(today, USUAL_DAYS), most) },
    submit: async (body) => {
      await pausePairing({ path: { id: pairing.id }, body });
      await pairingChanged(pairing.id);
      notify({
        tone: 'done',
        text: t('mentorships.pause.done', { day: dates.date(body.until) }),
      });
      onClose();
    },
  });
  return (
    <Dialog open title={t('mentorships.pause.title')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('mentorships.pause.action')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('mentorships.pause.lead')}</p>
        <RadioGroup
          name="reason"
          label={t('mentorships.pause.reason')}
          description={t('mentorships.pause.reason_help')}
          options={PAUSE_REASONS.map((value) => ({
            value,
            label: t(`mentorships.pause.reason.${value}`),
          }))}
        />
        <DateField
          name="until"
          label={t('mentorships.pause.until')}
          description={t('mentorships.pause.until_help', { day: dates.date(most) })}
        />
      </AppForm>
    </Dialog>
  );
}
