// A question to one's coordinator.

import { createQuestion, type PairingView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { questionsChanged } from './data';

const schema = z.object({ text: z.string().check(z.trim(), z.minLength(1), z.maxLength(4000)) });

interface AskDialogProps {
  pairing: PairingView;
  /** Who reads it, in a sentence. */
  who: string;
  onClose: () => void;
}

export default function AskDialog({ pairing, who, onClose }: AskDialogProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: { text: '' },
    submit: async (body) => {
      await createQuestion({ path: { id: pairing.id }, body });
      await questionsChanged();
      notify({ tone: 'done', text: t('mentorships.ask.done') });
      onClose();
    },
  });
  return (
    <Dialog open title={t('mentorships.ask.title')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('mentorships.ask.send')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextArea name="text" label={t('mentorships.ask.text')} description={who} />
      </AppForm>
    </Dialog>
  );
}
