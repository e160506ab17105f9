// The protocol of a study: consent, terms of use, how long, and how many must share a figure before it is shown.
import type { StudyView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';

const schema = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  irb_number: z.string().check(z.trim(), z.maxLength(100)),
  consent_text: z.string().check(z.trim(), z.minLength(1), z.maxLength(20000)),
  data_use_terms: z.string().check(z.trim(), z.minLength(1), z.maxLength(20000)),
  expires_on: z.string().check(z.minLength(1)),
  k: z.string().check(z.regex(/^([5-9]|[1-9][0-9]|100)$/, 'evaluation.study.k_range')),
});

interface StudyBody {
  title: string;
  irb_number: string | null;
  consent_text: string;
  data_use_terms: string;
  expires_on: string;
  k: number;
}

interface StudyFormProps {
  study?: StudyView;
  submitLabel: string;
  cancelTo: string;
  onSave: (body: StudyBody) => Promise<unknown>;
}

export function StudyForm({ study, submitLabel, cancelTo, onSave }: StudyFormProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: {
      title: study?.title ?? '',
      irb_number: study?.irb_number ?? '',
      consent_text: study?.consent_text ?? '',
      data_use_terms: study?.data_use_terms ?? '',
      expires_on: study?.expires_on ?? '',
      k: String(study?.k ?? 10),
    },
    submit: ({ irb_number, k, ...words }) =>
      onSave({ ...words, irb_number: irb_number || null, k: Number(k) }),
  });
  return (
    <Card>
      <AppForm
        form={form}
        submitLabel={submitLabel}
        secondary={<ButtonLink to={cancelTo}>{t('action.cancel')}</ButtonLink>}
      >
        <TextField name="title" label={t('evaluation.study.title')} />
        <TextField
          name="irb_number"
          required={false}
          label={t('evaluation.study.irb_number')}
          description={t('evaluation.study.irb_help')}
        />
        <TextArea
          name="consent_text"
          rows={7}
          label={t('evaluation.study.consent_text')}
          description={t('evaluation.study.consent_help')}
        />
        <TextArea name="data_use_terms" rows={4} label={t('evaluation.study.data_use_terms')} />
        <DateField
          name="expires_on"
          label={t('evaluation.study.expires_on')}
          description={t('evaluation.study.expires_help')}
        />
        <TextField
          name="k"
          inputMode="numeric"
          label={t('evaluation.study.k')}
          description={t('evaluation.study.k_help')}
        />
      </AppForm>
    </Card>
  );
}
