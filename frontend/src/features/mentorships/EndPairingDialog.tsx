// Ending a pairing: why, and what that means for both; then it is over.
import { useQueryClient } from '@tanstack/react-query';
import { type EndReason, endPairing, type PairingView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';

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
});

interface EndPairingDialogProps {
  pairing: PairingView;
  onClose: () => void;
}

export default function EndPairingDialog({ pairing, onClose }: EndPairingDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: {},
    submit: async (body) => {
      await endPairing({ path: { id: pairing.id }, body });
      await Promise.all(
        [['pairing', pairing.id], ['my_pairings'], ['pairings']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
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
      </AppForm>
    </Dialog>
  );
}
