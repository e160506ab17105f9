// Closing a concern: what came of it, kept where only its recipients read it, and what whoever raised it is told.

import { type ConcernView, closeConcern } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { concernChanged } from './data';

const OUTCOMES = ['unfounded', 'advised', 'separated', 'removed', 'other'] as const;
const schema = z.object({
  outcome: z.enum(OUTCOMES, 'form.required'),
  note: z.string().check(z.trim(), z.maxLength(4000)),
  told_to_reporter: z.string().check(z.trim(), z.maxLength(2000)),
});

interface CloseConcernDialogProps {
  concern: ConcernView;
  onClose: () => void;
}

export default function CloseConcernDialog({ concern, onClose }: CloseConcernDialogProps) {
  const t = useT();
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { note: '', told_to_reporter: '' },
    submit: async ({ outcome, note, told_to_reporter }) => {
      await closeConcern({
        path: { id: concern.id },
        // What is left empty is not there at all.
        body: { outcome, note: note || null, told_to_reporter: told_to_reporter || null },
      });
      await concernChanged(concern);
      notify({ tone: 'done', text: t('mentorships.concern.closed') });
      onClose();
    },
  });
  return (
    <Dialog open alert title={t('mentorships.concern.close')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('mentorships.concern.close')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('mentorships.concern.close_lead')}</p>
        <RadioGroup
          name="outcome"
          label={t('mentorships.concern.outcome')}
          options={OUTCOMES.map((value) => ({
            value,
            label: t(`mentorships.concern.outcome.${value}`),
          }))}
        />
        <TextArea
          name="note"
          rows={4}
          required={false}
          label={t('mentorships.concern.outcome_note')}
          description={t('mentorships.concern.outcome_note_help')}
        />
        <TextArea
          name="told_to_reporter"
          rows={4}
          required={false}
          label={t('mentorships.concern.told')}
          description={t('mentorships.concern.told_help', { name: concern.raised_by_name })}
        />
      </AppForm>
    </Dialog>
  );
}
