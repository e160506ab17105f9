// Leaving a circle that one has joined, with a reason for the coordinator that the others never learn.

import { type CircleLeaveReason, type CircleView, leaveCircle } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { useCirclesChanged } from './data';
import { LEAVE_REASONS } from './words';

const schema = z.object({
  reason: z.custom<CircleLeaveReason>((value) => typeof value === 'string', 'form.required'),
});

export default function LeaveCircleDialog(props: { circle: CircleView; onClose: () => void }) {
  const { circle, onClose } = props;
  const t = useT();
  const changed = useCirclesChanged();
  const words = { circle: circle.name };
  const form = useAppForm({
    schema,
    defaults: {},
    submit: async (body) => {
      await leaveCircle({ path: { id: circle.my_place_id ?? '' }, body });
      onClose();
      notify({ tone: 'done', text: t('circles.leave.done', words) });
      await changed();
    },
  });
  return (
    <Dialog open alert title={t('circles.leave.title', words)} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('circles.leave.action')}
        secondary={<Button onPress={onClose}>{t('action.keep')}</Button>}
      >
        <p>{t('circles.leave.loses')}</p>
        <RadioGroup
          name="reason"
          label={t('circles.reason')}
          description={t('circles.decline.reason_help')}
          options={LEAVE_REASONS.map((value) => ({
            value,
            label: t(`circles.leave.reason.${value}`),
          }))}
        />
      </AppForm>
    </Dialog>
  );
}
