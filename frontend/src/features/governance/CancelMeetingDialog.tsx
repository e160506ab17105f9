// Calls a meeting off, after saying who is told.
import { cancelTaskForceMeeting, type TaskForceMeetingDetail } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { governanceChanged } from './queries';

const schema = z.object({ reason: z.string().check(z.trim(), z.maxLength(1000)) });

interface CancelMeetingDialogProps {
  meeting: TaskForceMeetingDetail;
  onClose: () => void;
}

export default function CancelMeetingDialog({ meeting, onClose }: CancelMeetingDialogProps) {
  const t = useT();
  const { title } = meeting;
  const form = useAppForm({
    schema,
    defaults: { reason: '' },
    submit: async ({ reason }) => {
      await cancelTaskForceMeeting({ path: { id: meeting.id }, body: { reason: reason || null } });
      await governanceChanged();
      notify({ tone: 'done', text: t('governance.meetings.cancel_done', { title }) });
      onClose();
    },
  });
  return (
    <Dialog alert open title={t('governance.meetings.cancel_title', { title })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('governance.meetings.cancel')}
        secondary={<Button onPress={onClose}>{t('action.keep')}</Button>}
      >
        <p>{t('governance.meetings.cancel_means')}</p>
        <TextArea
          name="reason"
          rows={3}
          required={false}
          label={t('governance.meetings.reason')}
          description={t('governance.meetings.reason_help')}
        />
      </AppForm>
    </Dialog>
  );
}
