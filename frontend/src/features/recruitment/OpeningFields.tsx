// What an opening says and when: the fields that a new one and a draft share.
import { Checkbox } from '../../shared/form/Checkbox';
import { DateField } from '../../shared/form/DateField';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useT } from '../../shared/i18n/useT';
import { Columns } from './Columns';

export const seatsSchema = z.array(z.string()).check(z.minLength(1));

export const openingFields = {
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  description: z.string().check(z.maxLength(20_000)),
  term_starts_on: z.string().check(z.minLength(1)),
  term_ends_on: z.string().check(z.minLength(1)),
  closes_on: z.string().check(z.minLength(1)),
  handover: z.boolean(),
  blind_review: z.boolean(),
  references_asked: z.string().check(z.minLength(1)),
};

export function OpeningFields() {
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
    </>
  );
}
