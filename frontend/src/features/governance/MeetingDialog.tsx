// Plans a meeting or changes one: what was agreed is a local time in a zone, whatever becomes of the zone's rules.
import {
  createTaskForceMeeting,
  type TaskForceMeetingDetail,
  updateTaskForceMeeting,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { LocalTimeField } from '../../shared/form/LocalTimeField';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { timeZones } from '../../shared/i18n/timeZones';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { governanceChanged } from './queries';

const MINUTES = 'governance.meetings.minutes_range';
const schema = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  starts_at_local: z.string().check(z.minLength(1)),
  time_zone: z.string().check(z.minLength(1)),
  duration_minutes: z.string().check(
    z.trim(),
    z.refine(
      (text) => /^\d{1,4}$/.test(text) && Number(text) >= 5 && Number(text) <= 1440,
      MINUTES,
    ),
  ),
  place: z.string().check(z.trim(), z.maxLength(300)),
  link: z.string().check(z.trim(), z.maxLength(500)),
  agenda: z.string().check(z.maxLength(20_000)),
});

interface MeetingDialogProps {
  /** The one to change; without it, a new one is planned. */
  meeting: TaskForceMeetingDetail | undefined;
  onClose: () => void;
}

export default function MeetingDialog({ meeting, onClose }: MeetingDialogProps) {
  const t = useT();
  const { timeZone } = useDates();
  // Once it was held its time and place stay as they were.
  const held = meeting?.state === 'held';
  const form = useAppForm({
    schema,
    defaults: {
      title: meeting?.title ?? '',
      starts_at_local: meeting?.starts_at_local.slice(0, 16) ?? '',
      time_zone: meeting?.time_zone ?? timeZone,
      duration_minutes: String(meeting?.duration_minutes ?? 60),
      place: meeting?.place ?? '',
      link: meeting?.link ?? '',
      agenda: '',
    },
    submit: async ({ title, agenda, ...values }) => {
      const when = {
        ...values,
        duration_minutes: Number(values.duration_minutes),
        place: values.place || null,
        link: values.link || null,
      };
      if (meeting)
        await updateTaskForceMeeting({
          path: { id: meeting.id },
          headers: ifVersion(meeting),
          body: held ? { title } : { title, ...when },
        });
      else await createTaskForceMeeting({ body: { title, agenda, ...when } });
      await governanceChanged();
      notify({
        tone: 'done',
        text: t(`governance.meetings.${meeting ? 'saved' : 'planned'}`, { title }),
      });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t(meeting ? 'governance.meetings.change' : 'governance.meetings.plan')}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t(meeting ? 'action.save' : 'governance.meetings.plan')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>
          {t(
            held
              ? 'governance.meetings.held_lead'
              : meeting
                ? 'governance.meetings.change_lead'
                : 'governance.meetings.plan_lead',
          )}
        </p>
        <TextField name="title" label={t('governance.meetings.name')} />
        {!held && <WhenAndWhere zone={meeting?.time_zone ?? timeZone} />}
        {!meeting && (
          <TextArea
            name="agenda"
            required={false}
            label={t('governance.meetings.agenda')}
            description={t('governance.markdown_help')}
          />
        )}
      </AppForm>
    </Dialog>
  );
}

function WhenAndWhere({ zone }: { zone: string }) {
  const t = useT();
  return (
    <>
      <LocalTimeField name="starts_at_local" label={t('governance.meetings.starts')} />
      <Select name="time_zone" label={t('governance.meetings.zone')} options={timeZones(zone)} />
      <TextField
        name="duration_minutes"
        inputMode="numeric"
        label={t('governance.meetings.duration_minutes')}
      />
      <TextField
        name="place"
        required={false}
        label={t('governance.meetings.place')}
        description={t('governance.meetings.place_help')}
      />
      <TextField
        name="link"
        type="url"
        required={false}
        label={t('governance.meetings.link')}
        description={t('governance.meetings.link_help')}
      />
    </>
  );
}
