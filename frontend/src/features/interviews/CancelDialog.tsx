// Calls an interview off, after saying who is told and what becomes of the slot.
import { cancelInterview, type InterviewView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { recruitmentChanged } from '../recruitment/queries';

const schema = z.object({ reason: z.string().check(z.trim(), z.maxLength(1000)) });

interface CancelDialogProps {
  interview: InterviewView;
  onClose: () => void;
}

export function CancelDialog({ interview, onClose }: CancelDialogProps) {
  const t = useT();
  const name = interview.applicant_name;
  const form = useAppForm({
    schema,
    defaults: { reason: '' },
    submit: async (body) => {
      await cancelInterview({ path: { id: interview.id }, body });
      await recruitmentChanged();
      notify({ tone: 'done', text: t('interviews.cancel.done', { name }) });
      onClose();
    },
  });
  return (
    <Dialog open alert title={t('interviews.cancel.title', { name })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('interviews.cancel.act')}
        secondary={<Button onPress={onClose}>{t('action.keep')}</Button>}
      >
        <p>
          {interview.time
            ? t('interviews.cancel.means', {
                name,
                panel: interview.panel.map((who) => who.name).join(', '),
              })
            : t('interviews.cancel.means_invited', { name })}
        </p>
        <TextArea
          name="reason"
          rows={3}
          required={false}
          label={t('interviews.cancel.reason')}
          description={t('interviews.cancel.reason_help')}
        />
      </AppForm>
    </Dialog>
  );
}
