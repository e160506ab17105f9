// Puts a motion: to a written vote, which begins at once, or to a meeting.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useWatch } from 'react-hook-form';
import { createDecision, type Majority, type TaskForceMeetingDetail } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { LocalTimeField } from '../../shared/form/LocalTimeField';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { Skeleton } from '../../shared/ui/Skeleton';
import { MeetingField } from './MeetingField';
import { governanceChanged, rulesQuery } from './queries';
import { momentOf } from './times';

const MAJORITIES = ['simple', 'two_thirds'] as const satisfies readonly Majority[];
const WAYS = ['written', 'meeting'] as const;

const fields = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  motion: z.string().check(z.trim(), z.minLength(1), z.maxLength(20_000)),
  way: z.enum(WAYS),
  meeting_id: z.nullable(z.string()),
  closes_at: z.string(),
  majority: z.enum(MAJORITIES),
  secret: z.boolean(),
});
type Fields = z.infer<typeof fields>;
const schema = fields.check(
  z.refine<Fields>(({ way, meeting_id }) => way === 'written' || Boolean(meeting_id), {
    path: ['meeting_id'],
    error: 'form.required',
  }),
);

interface MotionDialogProps {
  /** The meeting it is put to; without it the writer chooses. */
  meeting: TaskForceMeetingDetail | undefined;
  onClose: () => void;
}

export default function MotionDialog({ meeting, onClose }: MotionDialogProps) {
  const t = useT();
  const navigate = useNavigate();
  const { timeZone } = useDates();
  const form = useAppForm<Fields>({
    schema,
    defaults: {
      title: '',
      motion: '',
      way: meeting ? 'meeting' : 'written',
      meeting_id: meeting?.id ?? null,
      closes_at: '',
      majority: 'simple',
      secret: false,
    },
    submit: async ({ way, meeting_id, closes_at, ...rest }) => {
      const written = way === 'written';
      const { data } = await createDecision({
        body: {
          ...rest,
          meeting_id: written ? null : meeting_id,
          closes_at: written && closes_at ? momentOf(closes_at, timeZone) : null,
        },
      });
      await governanceChanged();
      const { id, number } = data;
      notify({ tone: 'done', text: t('governance.decisions.put_done', { number }) });
      onClose();
      // The router's types follow a statically known tree; ours is composed from the features.
      if (!meeting) void navigate({ to: `/decisions/${id}` } as Parameters<typeof navigate>[0]);
    },
  });
  const way = useWatch({ control: form.form.control, name: 'way' });
  return (
    <Dialog open title={t('governance.decisions.put')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('governance.decisions.put')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        {meeting && <p>{t('governance.decisions.put_to', { title: meeting.title })}</p>}
        <TextField
          name="title"
          label={t('governance.decisions.name')}
          description={t('governance.decisions.name_help')}
        />
        <TextArea
          name="motion"
          rows={7}
          label={t('governance.decisions.motion')}
          description={t('governance.decisions.motion_help')}
        />
        {!meeting && (
          <RadioGroup
            name="way"
            label={t('governance.decisions.way')}
            options={WAYS.map((value) => ({
              value,
              label: t(`governance.decisions.way_${value}`),
            }))}
          />
        )}
        {/* What these read must not take the whole dialog away while it comes. */}
        <Suspense fallback={<Skeleton lines={2} />}>
          {!meeting && way === 'meeting' && <MeetingField />}
          {way === 'written' && <ClosesField />}
        </Suspense>
        <RadioGroup
          name="majority"
          label={t('governance.decisions.majority')}
          options={MAJORITIES.map((value) => ({
            value,
            label: t(`governance.decisions.majority_${value}`),
          }))}
        />
        <Checkbox
          name="secret"
          label={t('governance.decisions.secret')}
          description={t('governance.decisions.secret_help')}
        />
      </AppForm>
    </Dialog>
  );
}

function ClosesField() {
  const t = useT();
  const { timeZone } = useDates();
  const rules = useSuspenseQuery(rulesQuery).data;
  return (
    <LocalTimeField
      name="closes_at"
      required={false}
      label={t('governance.decisions.closes')}
      description={t('governance.decisions.closes_help', {
        days: rules.ballot_days,
        zone: timeZone.replaceAll('_', ' '),
      })}
    />
  );
}
