// Changes the words of a motion as long as nobody has voted on them.
import { type DecisionDetail, updateDecision } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { governanceChanged } from './queries';

const schema = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  motion: z.string().check(z.trim(), z.minLength(1), z.maxLength(20_000)),
});

interface RewordDialogProps {
  decision: DecisionDetail;
  onClose: () => void;
}

export default function RewordDialog({ decision, onClose }: RewordDialogProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: { title: decision.title, motion: decision.motion },
    submit: async (body) => {
      await updateDecision({ path: { id: decision.id }, headers: ifVersion(decision), body });
      await governanceChanged();
      notify({ tone: 'done', text: t('governance.decisions.reword_done') });
      onClose();
    },
  });
  return (
    <Dialog open title={t('governance.decisions.reword')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('governance.decisions.reword_lead')}</p>
        <TextField name="title" label={t('governance.decisions.name')} />
        <TextArea
          name="motion"
          rows={10}
          label={t('governance.decisions.motion')}
          description={t('governance.markdown_help')}
        />
      </AppForm>
    </Dialog>
  );
}
