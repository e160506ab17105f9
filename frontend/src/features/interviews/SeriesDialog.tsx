// Many slots at once: described, looked over, and only then offered.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type CreateInterviewSeries,
  createInterviewSeries,
  type DayOfWeek,
  type OpeningDetail,
  type SeriesSlotView,
  type SeriesView,
} from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { CheckboxGroup } from '../../shared/form/CheckboxGroup';
import { DateField } from '../../shared/form/DateField';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { TimeField } from '../../shared/form/TimeField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useIntl } from '../../shared/i18n/intl';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { recruitmentChanged } from '../recruitment/queries';
import styles from './Series.module.css';
import { common, commonBody, minutes, SlotFields, somewhere } from './SlotFields';

const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies DayOfWeek[];

const schema = z
  .object({
    first_day: z.string().check(z.minLength(1)),
    last_day: z.string().check(z.minLength(1)),
    weekdays: z.array(z.enum(WEEKDAYS)).check(z.minLength(1, 'interviews.form.day_needed')),
    from: z.string().check(z.minLength(1)),
    until: z.string().check(z.minLength(1)),
    every_minutes: minutes,
    ...common,
  })
  .check(z.refine(somewhere, { path: ['link'], error: 'interviews.form.where_needed' }));

type Values = z.infer<typeof schema>;

const bodyOf = (values: Values): CreateInterviewSeries => ({
  first_day: values.first_day,
  last_day: values.last_day,
  weekdays: values.weekdays,
  from: values.from,
  until: values.until,
  every_minutes: Number(values.every_minutes),
  ...commonBody(values),
});

interface SeriesDialogProps {
  opening: OpeningDetail;
  onClose: () => void;
}

export function SeriesDialog({ opening, onClose }: SeriesDialogProps) {
  const t = useT();
  const [seen, setSeen] = useState<{ values: Values; preview: SeriesView } | null>(null);
  const [written, setWritten] = useState<Values | null>(null);
  return (
    <Dialog open title={t('interviews.series.add')} onClose={onClose}>
      {seen ? (
        <Preview
          preview={seen.preview}
          zone={seen.values.time_zone}
          onBack={() => setSeen(null)}
          onMake={async () => {
            const body = { ...bodyOf(seen.values), dry_run: false };
            const { data } = await createInterviewSeries({ path: { id: opening.id }, body });
            await recruitmentChanged();
            notify({ tone: 'done', text: t('interviews.series.made', { count: data.slots }) });
            onClose();
          }}
        />
      ) : (
        <Describe
          opening={opening}
          before={written}
          onClose={onClose}
          onPreview={async (values) => {
            const body = { ...bodyOf(values), dry_run: true };
            const { data } = await createInterviewSeries({ path: { id: opening.id }, body });
            setWritten(values);
            setSeen({ values, preview: data });
          }}
        />
      )}
    </Dialog>
  );
}

interface DescribeProps extends SeriesDialogProps {
  before: Values | null;
  onPreview: (values: Values) => Promise<void>;
}

function Describe({ opening, before, onPreview, onClose }: DescribeProps) {
  const t = useT();
  const { timeZone } = useDates();
  const form = useAppForm({
    schema,
    defaults: before ?? {
      first_day: '',
      last_day: '',
      weekdays: [],
      from: '10:00',
      until: '12:00',
      every_minutes: '30',
      time_zone: timeZone,
      duration_minutes: '30',
      link: '',
      place: '',
      note: '',
      panel_ids: [],
    },
    submit: onPreview,
  });
  return (
    <AppForm
      form={form}
      submitLabel={t('interviews.series.preview')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <div className={styles.pair}>
        <DateField name="first_day" label={t('interviews.form.first_day')} />
        <DateField name="last_day" label={t('interviews.form.last_day')} />
      </div>
      <CheckboxGroup
        name="weekdays"
        label={t('interviews.form.weekdays')}
        options={WEEKDAYS.map((value) => ({ value, label: t(`interviews.weekday.${value}`) }))}
      />
      <div className={styles.pair}>
        <TimeField name="from" label={t('interviews.form.from')} />
        <TimeField name="until" label={t('interviews.form.until')} />
      </div>
      <TextField
        name="every_minutes"
        inputMode="numeric"
        label={t('interviews.form.every_minutes')}
        description={t('interviews.form.every_help')}
      />
      <SlotFields opening={opening} zone={before?.time_zone ?? timeZone} />
    </AppForm>
  );
}

interface PreviewProps {
  preview: SeriesView;
  zone: string;
  onBack: () => void;
  onMake: () => Promise<void>;
}

function Preview({ preview, zone, onBack, onMake }: PreviewProps) {
  const t = useT();
  const intl = useIntl();
  const make = useMutation({ mutationFn: onMake });
  // Local times as written, read as if they were UTC: no zone moves them.
  const as = (local: string, options: Intl.DateTimeFormatOptions) =>
    intl.formatDate(`${local}Z`, { timeZone: 'UTC', ...options });
  const days = new Map<string, SeriesSlotView[]>();
  for (const item of preview.items) {
    const day = item.starts_at_local.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  const busy = preview.items.some(({ obstacle }) => obstacle === 'double_booked');
  return (
    <Stack>
      <p role="status">
        {t('interviews.series.would', {
          count: preview.slots,
          days: days.size,
          zone: zone.replaceAll('_', ' '),
        })}
      </p>
      {busy && <p>{t('interviews.series.busy')}</p>}
      <ul className={styles.days}>
        {[...days.entries()].map(([day, items]) => (
          <li key={day}>
            <strong>
              {as(`${day}T00:00:00`, { weekday: 'long', day: 'numeric', month: 'long' })}
            </strong>
            <ul className={styles.times}>
              {items.map((item) => (
                <li key={item.starts_at_local} className={item.obstacle ? styles.out : undefined}>
                  {as(item.starts_at_local, { hour: 'numeric', minute: '2-digit' })}
                  {item.obstacle && (
                    <small>
                      {t(`interviews.obstacle.${item.obstacle}`, {
                        names: item.double_booked.join(', '),
                      })}
                    </small>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {make.error && <ErrorState error={make.error} focusOnMount />}
      <DialogActions>
        <Button onPress={onBack} autoFocus>
          {t('interviews.series.back')}
        </Button>
        <Button
          tone="primary"
          pending={make.isPending}
          disabledReason={preview.slots === 0 || busy ? t('interviews.series.cannot') : undefined}
          onPress={() => make.mutate()}
        >
          {t('interviews.series.offer', { count: preview.slots })}
        </Button>
      </DialogActions>
    </Stack>
  );
}
