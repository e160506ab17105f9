// Saying no: with a reason for the coordinator, which the other side never learns.
import { type DeclineReason, declineProposal } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';

const REASONS = ['not_now', 'too_busy', 'not_a_fit', 'know_each_other', 'other'] as const;
const schema = z.object({
  reason: z.custom<DeclineReason>((value) => typeof value === 'string', 'form.required'),
});

interface DeclineDialogProps {
  id: string;
  name: string;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

export default function DeclineDialog({ id, name, onDone, onClose }: DeclineDialogProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: {},
    submit: async (body) => {
      await declineProposal({ path: { id }, body });
      onClose();
      notify({ tone: 'done', text: t('matching.decline.done') });
      await onDone();
    },
  });
  return (
    <Dialog open title={t('matching.decline.title', { name })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('matching.decline.action')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('matching.decline.loses', { name })}</p>
        <RadioGroup
          name="reason"
          label={t('matching.decline.reason')}
          description={t('matching.decline.reason_help')}
          options={REASONS.map((value) => ({ value, label: t(`matching.decline.${value}`) }))}
        />
      </AppForm>
    </Dialog>
  );
}
