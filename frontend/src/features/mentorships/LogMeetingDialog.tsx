// Logging a meeting in seconds: today, half an hour, by video, unless one says otherwise. Or correcting one that was logged.

import {
  createMeeting,
  type MeetingChannel,
  type MeetingView,
  type PairingView,
  updateMeeting,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { todayIn } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { pairingChanged } from './data';

const CHANNELS: readonly MeetingChannel[] = ['video', 'phone', 'in_person', 'chat'];
const schema = z.object({
  held_on: z.string().check(z.minLength(1)),
  duration_minutes: z
    .string()
    .check(z.trim(), z.regex(/^([1-9]\d?|[1-5]\d\d|600)$/, 'mentorships.log.minutes_range')),
  channel: z.enum(['video', 'phone', 'in_person', 'chat']),
  shared_note: z.string().check(z.maxLength(4000)),
});

interface LogMeetingDialogProps {
  pairing: PairingView;
  /** The one to correct. */
  meeting?: MeetingView;
  onClose: () => void;
}

export default function LogMeetingDialog({ pairing, meeting, onClose }: LogMeetingDialogProps) {
  const t = useT();
  const { timeZone } = useDates();
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: {
      held_on: meeting?.held_on ?? todayIn(timeZone),
      duration_minutes: String(meeting?.duration_minutes ?? 30),
      channel: meeting?.channel ?? 'video',
      shared_note: meeting?.shared_note ?? '',
    },
    submit: async ({ shared_note, duration_minutes, ...values }) => {
      const note = shared_note.trim();
      const body = {
        ...values,
        duration_minutes: Number(duration_minutes),
        shared_note: note === '' ? null : note,
      };
      if (meeting)
        await updateMeeting({ path: { id: meeting.id }, headers: ifVersion(meeting), body });
      else await createMeeting({ path: { id: pairing.id }, body });
      await pairingChanged(pairing.id);
      notify({
        tone: 'done',
        text: t(meeting ? 'mentorships.meeting.corrected' : 'mentorships.log.done'),
      });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t(meeting ? 'mentorships.meeting.correct_title' : 'mentorships.log.action')}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t(meeting ? 'action.save' : 'mentorships.log.submit')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <DateField name="held_on" label={t('mentorships.log.held_on')} />
        <TextField
          name="duration_minutes"
          inputMode="numeric"
          label={t('mentorships.log.minutes')}
        />
        <RadioGroup
          name="channel"
          label={t('mentorships.log.channel')}
          options={CHANNELS.map((value) => ({ value, label: t(`mentorships.channel.${value}`) }))}
        />
        <TextArea
          name="shared_note"
          rows={3}
          required={false}
          label={t('mentorships.log.note')}
          description={t('mentorships.log.note_help')}
        />
      </AppForm>
    </Dialog>
  );
}
