// What a single slot and a series have in common: how long, where, what to know, and who interviews.
import { useQuery } from '@tanstack/react-query';
import type { OpeningDetail } from '../../gen';
import { CheckboxGroup } from '../../shared/form/CheckboxGroup';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { timeZones } from '../../shared/i18n/timeZones';
import { useT } from '../../shared/i18n/useT';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { panelCandidatesQuery } from './queries';

export const minutes = z.string().check(z.regex(/^[1-9][0-9]{0,2}$/, 'interviews.form.minutes'));

export const common = {
  time_zone: z.string().check(z.minLength(1)),
  duration_minutes: minutes,
  link: z
    .string()
    .check(z.trim(), z.maxLength(500), z.regex(/^(https:\/\/.+)?$/i, 'interviews.form.https')),
  place: z.string().check(z.trim(), z.maxLength(300)),
  note: z.string().check(z.trim(), z.maxLength(1000)),
  panel_ids: z
    .array(z.string())
    .check(z.minLength(1, 'interviews.form.one_needed'), z.maxLength(10, 'interviews.form.ten')),
};

export interface CommonValues {
  time_zone: string;
  duration_minutes: string;
  link: string;
  place: string;
  note: string;
  panel_ids: string[];
}

/** A call or a place must be named. */
export const somewhere = ({ link, place }: { link: string; place: string }) =>
  link !== '' || place !== '';

/** The values as the API takes them. */
export const commonBody = (values: CommonValues) => ({
  time_zone: values.time_zone,
  duration_minutes: Number(values.duration_minutes),
  link: values.link || null,
  place: values.place || null,
  note: values.note || null,
  panel_ids: values.panel_ids,
});

interface SlotFieldsProps {
  opening: OpeningDetail;
  zone: string;
  /** Who is on the panel already, even without a role by now. */
  seated?: Array<{ person_id: string; name: string }>;
}

export function SlotFields({ opening, zone, seated = [] }: SlotFieldsProps) {
  const t = useT();
  const { data, error, refetch } = useQuery(panelCandidatesQuery(opening.region_id));
  const options = (data ?? []).map(({ id, name, email }) => ({
    value: id,
    label: `${name} (${email})`,
  }));
  const gone = seated
    .filter(({ person_id }) => options.every(({ value }) => value !== person_id))
    .map(({ person_id, name }) => ({ value: person_id, label: name }));
  return (
    <>
      <Select
        name="time_zone"
        label={t('interviews.form.zone')}
        options={timeZones(zone)}
        description={t('interviews.form.zone_help')}
      />
      <TextField
        name="duration_minutes"
        inputMode="numeric"
        label={t('interviews.form.duration_minutes')}
      />
      <TextField
        name="link"
        type="url"
        required={false}
        label={t('interviews.form.link')}
        description={t('interviews.form.link_help')}
      />
      <TextField
        name="place"
        required={false}
        label={t('interviews.form.place')}
        description={t('interviews.form.place_help')}
      />
      <TextArea
        name="note"
        rows={2}
        required={false}
        label={t('interviews.form.note')}
        description={t('interviews.form.note_help')}
      />
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <CheckboxGroup
          name="panel_ids"
          label={t('interviews.panel')}
          description={t('interviews.form.panel_help')}
          options={[...options, ...gone]}
        />
      ) : (
        <Skeleton lines={3} />
      )}
    </>
  );
}
