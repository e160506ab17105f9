// Saying no to a circle: with a reason for the coordinator, which the others never learn.
import { type DeclineReason, declineCirclePlace } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { useCirclesChanged } from './data';
import { DECLINE_REASONS } from './words';

const schema = z.object({
  reason: z.custom<DeclineReason>((value) => typeof value === 'string', 'form.required'),
});

interface DeclineCircleDialogProps {
  place: string;
  circle: string;
  onClose: () => void;
}

export default function DeclineCircleDialog({ place, circle, onClose }: DeclineCircleDialogProps) {
  const t = useT();
  const changed = useCirclesChanged();
  const form = useAppForm({
    schema,
    defaults: {},
    submit: async (body) => {
      await declineCirclePlace({ path: { id: place }, body });
      onClose();
      notify({ tone: 'done', text: t('circles.decline.done') });
      await changed();
    },
  });
  return (
    <Dialog open title={t('circles.decline.title', { circle })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('circles.decline.action')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('circles.decline.loses', { circle })}</p>
        <RadioGroup
          name="reason"
          label={t('circles.reason')}
          description={t('circles.decline.reason_help')}
          options={DECLINE_REASONS.map((value) => ({
            value,
            label: t(`circles.decline.${value}`),
          }))}
        />
      </AppForm>
    </Dialog>
  );
}
