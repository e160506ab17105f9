// What an opening says and when: the fields that a new one and a draft share.
import { Checkbox } from '../../shared/form/Checkbox';
import { DateField } from '../../shared/form/DateField';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useT } from '../../shared/i18n/useT';
import { Columns } from './Columns';
import styles from './FieldGroup.module.css';

export const seatsSchema = z.array(z.string()).check(z.minLength(1));

/** Two weeks at most; the same bar as the server's. */
const hoursSchema = z.string().check(
  z.trim(),
  z.refine((text) => /^\d{1,3}$/.test(text) && Number(text) <= 336, 'recruitment.edit.hours_range'),
);

/** What the form holds as text and the API as numbers. */
export const inNumbers = (fields: {
  references_asked: string;
  book_until_hours: string;
  change_until_hours: string;
}) => ({
  references_asked: Number(fields.references_asked),
  book_until_hours: Number(fields.book_until_hours),
  change_until_hours: Number(fields.change_until_hours),
});

export const openingFields = {
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  description: z.string().check(z.maxLength(20_000)),
  term_starts_on: z.string().check(z.minLength(1)),
  term_ends_on: z.string().check(z.minLength(1)),
  closes_on: z.string().check(z.minLength(1)),
  handover: z.boolean(),
  blind_review: z.boolean(),
  references_asked: z.string().check(z.minLength(1)),
  book_until_hours: hoursSchema,
  change_until_hours: hoursSchema,
};

/** What everybody reads. */
export function OpeningWords() {
  const t = useT();
  return (
    <>
      <TextField
        name="title"
        label={t('recruitment.edit.title_label')}
        description={t('recruitment.edit.title_help')}
      />
      <TextArea
        name="description"
        rows={8}
        label={t('recruitment.edit.description')}
        description={t('recruitment.edit.description_help')}
      />
    </>
  );
}

export function OpeningFields() {
  const t = useT();
  return (
    <>
      <OpeningWords />
      <Columns>
        <DateField name="closes_on" label={t('recruitment.edit.closes')} />
        <DateField name="term_starts_on" label={t('recruitment.edit.starts')} />
        <DateField name="term_ends_on" label={t('recruitment.edit.ends')} />
      </Columns>
      <p>{t('recruitment.edit.dates_help')}</p>
      <Checkbox
        name="handover"
        label={t('recruitment.edit.handover')}
        description={t('recruitment.edit.handover_help')}
      />
      <Checkbox
        name="blind_review"
        label={t('recruitment.blind.choose')}
        description={t('recruitment.blind.choose_help')}
      />
      <Select
        name="references_asked"
        label={t('recruitment.edit.references')}
        description={t('recruitment.edit.references_help')}
        options={[0, 1, 2, 3].map((count) => ({
          value: String(count),
          label: t('recruitment.edit.references_count', { count }),
        }))}
      />
      <fieldset className={styles.group}>
        <legend>{t('recruitment.edit.interviews')}</legend>
        <p>{t('recruitment.edit.interviews_help')}</p>
        <Columns>
          <TextField
            name="book_until_hours"
            inputMode="numeric"
            label={t('recruitment.edit.book_until')}
            description={t('recruitment.edit.book_until_help')}
          />
          <TextField
            name="change_until_hours"
            inputMode="numeric"
            label={t('recruitment.edit.change_until')}
            description={t('recruitment.edit.change_until_help')}
          />
        </Columns>
      </fieldset>
    </>
  );
}
