// Logging a meeting of one's circle in seconds: today, an hour, everybody, unless one says otherwise. Or correcting one's own.

import {
  type CircleMeeting,
  type CircleView,
  correctCircleMeeting,
  createCircleMeeting,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { CheckboxGroup } from '../../shared/form/CheckboxGroup';
import { DateField } from '../../shared/form/DateField';
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
import { joinedPlaces, whoWasThere } from './circles';
import { useCirclesChanged } from './data';

const schema = z.object({
  held_on: z.string().check(z.minLength(1)),
  duration_minutes: z
    .string()
    .check(z.trim(), z.regex(/^([1-9]\d?|[1-5]\d\d|600)$/, 'circles.meeting.minutes_range')),
  place_ids: z.array(z.string()).check(z.minLength(1)),
  shared_note: z.string().check(z.maxLength(2000)),
});

interface LogCircleMeetingDialogProps {
  circle: CircleView;
  /** The one that is corrected; without it a new one is logged. */
  meeting?: CircleMeeting;
  onClose: () => void;
}

export default function LogCircleMeetingDialog(props: LogCircleMeetingDialogProps) {
  const { circle, meeting, onClose } = props;
  const t = useT();
  const { timeZone } = useDates();
  const changed = useCirclesChanged();
  const there = joinedPlaces(circle);
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: {
      held_on: meeting?.held_on ?? todayIn(timeZone),
      duration_minutes: String(meeting?.duration_minutes ?? 60),
      place_ids: there
        .map(({ id }) => id)
        .filter((id) => !meeting || meeting.place_ids.includes(id)),
      shared_note: meeting?.shared_note ?? '',
    },
    submit: async ({ held_on, duration_minutes, place_ids, shared_note }) => {
      const note = shared_note.trim();
      const body = {
        held_on,
        duration_minutes: Number(duration_minutes),
        place_ids: whoWasThere(circle, place_ids, meeting),
        ...(note === '' ? {} : { shared_note: note }),
      };
      await (meeting
        ? correctCircleMeeting({
            path: { id: meeting.id },
            headers: ifVersion(meeting),
            body,
          })
        : createCircleMeeting({ path: { id: circle.id }, body }));
      await changed();
      notify({ tone: 'done', text: t(`circles.meeting.done.${meeting ? 'corrected' : 'logged'}`) });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t(meeting ? 'circles.meeting.correct_title' : 'circles.meeting.log')}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t(meeting ? 'action.save' : 'circles.meeting.submit')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <DateField name="held_on" label={t('circles.meeting.held_on')} />
        <TextField
          name="duration_minutes"
          inputMode="numeric"
          label={t('circles.meeting.minutes')}
        />
        <CheckboxGroup
          name="place_ids"
          label={t('circles.meeting.who')}
          options={there.map(({ id, person_name }) => ({
            value: id,
            label:
              id === circle.my_place_id ? t('circles.you', { name: person_name }) : person_name,
          }))}
        />
        <TextArea
          name="shared_note"
          rows={3}
          required={false}
          label={t('circles.meeting.note')}
          description={t('circles.meeting.note_help')}
        />
      </AppForm>
    </Dialog>
  );
}
