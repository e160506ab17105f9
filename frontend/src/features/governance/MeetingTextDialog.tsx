// Writes the agenda of a meeting, or its minutes, in Markdown.
import { type TaskForceMeetingDetail, updateTaskForceMeeting } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { governanceChanged } from './queries';

export type MeetingText = 'agenda' | 'minutes';

interface MeetingTextDialogProps {
  meeting: TaskForceMeetingDetail;
  what: MeetingText;
  onClose: () => void;
}

// Of the two only the one that is written is shown, under the API's name.
const schema = z.object({
  agenda: z.string().check(z.maxLength(20_000)),
  minutes: z.string().check(z.maxLength(50_000)),
});

export default function MeetingTextDialog({ meeting, what, onClose }: MeetingTextDialogProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: { agenda: meeting.agenda, minutes: meeting.minutes ?? '' },
    submit: async ({ agenda, minutes }) => {
      const body = what === 'agenda' ? { agenda } : { minutes: minutes.trim() ? minutes : null };
      await updateTaskForceMeeting({
        path: { id: meeting.id },
        headers: ifVersion(meeting),
        body,
      });
      await governanceChanged();
      notify({ tone: 'done', text: t(`governance.meetings.${what}_saved`) });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t(`governance.meetings.${what}_of`, { title: meeting.title })}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextArea
          name={what}
          rows={14}
          required={false}
          label={t(`governance.meetings.${what}`)}
          description={t('governance.markdown_help')}
        />
      </AppForm>
    </Dialog>
  );
}
