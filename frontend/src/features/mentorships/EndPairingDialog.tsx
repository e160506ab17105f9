// Ending a pairing: why, and what that means for both; then it is over. Whoever is one of the two may also say: never again.
import { type EndReason, endPairing, type PairingView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { pairingChanged } from './data';
import { otherName } from './viewer';

const REASONS: readonly EndReason[] = [
  'completed',
  'changed_goals',
  'workload',
  'moved',
  'no_contact',
  'other',
];
const schema = z.object({
  reason: z.custom<EndReason>((value) => typeof value === 'string', 'form.required'),
  never_again: z.boolean(),
});

interface EndPairingDialogProps {
  pairing: PairingView;
  onClose: () => void;
}

export default function EndPairingDialog({ pairing, onClose }: EndPairingDialogProps) {
  const t = useT();
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { never_again: false },
    submit: async (body) => {
      await endPairing({ path: { id: pairing.id }, body });
      await pairingChanged(pairing.id);
      notify({ tone: 'done', text: t('mentorships.end.done') });
      onClose();
    },
  });
  const names = { mentee: pairing.mentee_name, mentor: pairing.mentor_name };
  return (
    <Dialog open alert title={t('mentorships.end.title', names)} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('mentorships.end.action')}
        secondary={<Button onPress={onClose}>{t('action.keep')}</Button>}
      >
        <p>{t('mentorships.end.loses', names)}</p>
        <RadioGroup
          name="reason"
          label={t('mentorships.end.reason')}
          options={REASONS.map((value) => ({ value, label: t(`mentorships.end.${value}`) }))}
        />
        {pairing.my_side && (
          <Checkbox
            name="never_again"
            label={t('mentorships.never_again.check', { name: otherName(pairing) })}
            description={t('mentorships.never_again.who')}
          />
        )}
      </AppForm>
    </Dialog>
  );
}
