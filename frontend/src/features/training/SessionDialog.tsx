// Plans a session or changes one: what was agreed is a local time in a zone, whatever becomes of the zone's rules.
import {
  type CreateTrainingSession,
  createTrainingSession,
  type TrainingSessionKind,
  type TrainingSessionView,
  updateTrainingSession,
} from '../../gen';
import { ifMatch, type Versioned } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { LocalTimeField } from '../../shared/form/LocalTimeField';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { timeZones } from '../../shared/i18n/timeZones';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { trainingChanged } from './queries';

const KINDS = ['workshop', 'seminar', 'collaborative'] as const satisfies TrainingSessionKind[];

const schema = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  kind: z.enum(KINDS),
  starts_at_local: z.string().check(z.minLength(1)),
  time_zone: z.string().check(z.minLength(1)),
  duration_minutes: z.string().check(z.regex(/^[1-9][0-9]{0,3}$/, 'training.session.minutes')),
  link: z.string().check(z.trim(), z.maxLength(500)),
  capacity: z.string().check(z.regex(/^([1-9][0-9]{0,4})?$/, 'training.session.whole')),
});

interface SessionDialogProps {
  cohortId: string;
  /** The one to change; without it, a new one is planned. */
  session?: Versioned<TrainingSessionView>;
  onClose: () => void;
}

export function SessionDialog({ cohortId, session, onClose }: SessionDialogProps) {
  const t = useT();
  const { timeZone } = useDates();
  const before = session?.value;
  const form = useAppForm({
    schema,
    defaults: {
      title: before?.title ?? '',
      kind: before?.kind ?? 'workshop',
      starts_at_local: before?.starts_at_local.slice(0, 16) ?? '',
      time_zone: before?.time_zone ?? timeZone,
      duration_minutes: String(before?.duration_minutes ?? 90),
      link: before?.link ?? '',
      capacity: before?.capacity ? String(before.capacity) : '',
    },
    submit: async (values) => {
      const body: CreateTrainingSession = {
        ...values,
        duration_minutes: Number(values.duration_minutes),
        link: values.link || null,
        capacity: values.capacity ? Number(values.capacity) : null,
      };
      if (session)
        await updateTrainingSession({
          path: { id: session.value.id },
          headers: ifMatch(session),
          body,
        });
      else await createTrainingSession({ path: { id: cohortId }, body });
      await trainingChanged();
      notify({ tone: 'done', text: t('training.session.saved', { title: values.title }) });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t(session ? 'training.session.change' : 'training.session.plan')}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField name="title" label={t('training.session.title')} />
        <Select
          name="kind"
          label={t('training.session.kind')}
          options={KINDS.map((value) => ({ value, label: t(`training.kind.${value}`) }))}
        />
        <LocalTimeField
          name="starts_at_local"
          label={t('training.session.starts')}
          description={t('training.session.starts_help')}
        />
        <Select
          name="time_zone"
          label={t('training.session.zone')}
          options={timeZones(before?.time_zone ?? timeZone)}
        />
        <TextField
          name="duration_minutes"
          inputMode="numeric"
          label={t('training.session.duration_minutes')}
        />
        <TextField
          name="link"
          type="url"
          required={false}
          label={t('training.session.link')}
          description={t('training.session.link_help')}
        />
        <TextField
          name="capacity"
          inputMode="numeric"
          required={false}
          label={t('training.session.capacity')}
        />
      </AppForm>
    </Dialog>
  );
}
