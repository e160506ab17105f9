// Ending a circle: with a reason, after saying what is lost. Everybody in it is told.

import { type CircleEndReason, type CircleView, endCircle } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { heldPlaces } from './circles';
import { useCirclesChanged } from './data';

const REASONS = ['completed', 'too_small', 'other'] as const;
const schema = z.object({
  reason: z.custom<CircleEndReason>((value) => typeof value === 'string', 'form.required'),
});

export default function EndCircleDialog(props: { circle: CircleView; onClose: () => void }) {
  const { circle, onClose } = props;
  const t = useT();
  const changed = useCirclesChanged();
  const form = useAppForm({
    schema,
    defaults: {},
    submit: async (body) => {
      await endCircle({ path: { id: circle.id }, body });
      onClose();
      notify({ tone: 'done', text: t('circles.end.done', { circle: circle.name }) });
      await changed();
    },
  });
  return (
    <Dialog open alert title={t('circles.end.title', { circle: circle.name })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('circles.end.action')}
        secondary={<Button onPress={onClose}>{t('action.keep')}</Button>}
      >
        <p>{t('circles.end.loses', { count: heldPlaces(circle).length })}</p>
        <RadioGroup
          name="reason"
          label={t('circles.reason')}
          options={REASONS.map((value) => ({ value, label: t(`circles.ended.${value}`) }))}
        />
      </AppForm>
    </Dialog>
  );
}
