// Plans the next meeting or moves one: a time where the person is, and where the two meet. Both get it into their calendars.
import {
  type PairingView,
  type PlannedMeetingView,
  planMeeting,
  updatePlannedMeeting,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { LocalTimeField } from '../../shared/form/LocalTimeField';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { pairingChanged } from './data';
import { instantOf, localOf } from './localInstant';

const USUAL_MINUTES = '45';
const isLength = (text: string) =>
  /^\d{2,3}$/.test(text) && Number(text) >= 15 && Number(text) <= 480;
const isLink = (text: string) => text === '' || /^https:\/\/\S+$/i.test(text);
const schema = z.object({
  starts_at: z.string().check(z.minLength(1)),
  duration_minutes: z
    .string()
    .check(z.trim(), z.refine(isLength, 'mentorships.next.minutes_range')),
  link: z
    .string()
    .check(z.trim(), z.maxLength(500), z.refine(isLink, 'mentorships.next.link_secure')),
  place: z.string().check(z.trim(), z.maxLength(300)),
  note: z.string().check(z.maxLength(4000)),
});

interface PlanMeetingDialogProps {
  pairing: Pick<PairingView, 'id'>;
  /** The one to move; without it, a new one is planned. */
  meeting?: PlannedMeetingView | undefined;
  onClose: () => void;
}

export default function PlanMeetingDialog({ pairing, meeting, onClose }: PlanMeetingDialogProps) {
  const t = useT();
  const { timeZone } = useDates();
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: {
      starts_at: meeting ? localOf(meeting.starts_at, timeZone) : '',
      duration_minutes: meeting ? String(meeting.duration_minutes) : USUAL_MINUTES,
      link: meeting?.link ?? '',
      place: meeting?.place ?? '',
      note: meeting?.note ?? '',
    },
    submit: async ({ starts_at, duration_minutes, ...said }) => {
      const body = {
        starts_at: instantOf(starts_at, timeZone),
        duration_minutes: Number(duration_minutes),
        link: said.link || null,
        place: said.place || null,
        note: said.note.trim() || null,
      };
      if (meeting)
        await updatePlannedMeeting({ path: { id: meeting.id }, headers: ifVersion(meeting), body });
      else await planMeeting({ path: { id: pairing.id }, body });
      await pairingChanged(pairing.id);
      notify({ tone: 'done', text: t(`mentorships.next.${meeting ? 'moved' : 'planned'}`) });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t(meeting ? 'mentorships.next.move_title' : 'mentorships.next.plan_title')}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t(meeting ? 'action.save' : 'mentorships.next.plan')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('mentorships.next.both')}</p>
        <LocalTimeField
          name="starts_at"
          label={t('mentorships.next.starts_at')}
          description={t('mentorships.next.zone', { zone: timeZone.replaceAll('_', ' ') })}
        />
        <TextField
          name="duration_minutes"
          inputMode="numeric"
          label={t('mentorships.next.minutes')}
        />
        <TextField name="link" type="url" required={false} label={t('mentorships.next.link')} />
        <TextField name="place" required={false} label={t('mentorships.next.place')} />
        <TextArea
          name="note"
          rows={3}
          required={false}
          label={t('mentorships.next.note')}
          description={t('mentorships.next.note_help')}
        />
      </AppForm>
    </Dialog>
  );
}
