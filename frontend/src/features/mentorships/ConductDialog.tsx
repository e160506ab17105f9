// Other words for the code of conduct: a next version, which everybody is asked to accept anew.

import { type CodeOfConduct, putCodeOfConduct } from '../../gen';
import { ifMatch, type Versioned } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { conductChanged } from './conduct';

const schema = z.object({
  text: z.string().check(z.trim(), z.minLength(1)),
  note: z.string().check(z.trim(), z.maxLength(500)),
});

interface ConductDialogProps {
  conduct: Versioned<CodeOfConduct>;
  onClose: () => void;
}

export default function ConductDialog({ conduct, onClose }: ConductDialogProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: { text: conduct.value.text, note: '' },
    submit: async ({ text, note }) => {
      await putCodeOfConduct({ headers: ifMatch(conduct), body: { text, note: note || null } });
      await conductChanged();
      notify({ tone: 'done', text: t('mentorships.conduct.saved') });
      onClose();
    },
  });
  return (
    <Dialog open title={t('mentorships.conduct.write')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('mentorships.conduct.write_lead')}</p>
        <TextArea name="text" rows={12} label={t('mentorships.conduct.words')} />
        <TextField name="note" required={false} label={t('mentorships.change_note')} />
      </AppForm>
    </Dialog>
  );
}
