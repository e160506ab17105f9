// Writing the agreement: what for, how often, until when, and what stays between the two. New words need new signatures.
import { useSuspenseQuery } from '@tanstack/react-query';
import { type AgreementView, type PairingView, putAgreement } from '../../gen';
import { ifMatch, type Versioned } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { notify } from '../../shared/ui/notify';
import { pairingChanged, templateQuery } from './data';
import styles from './Goals.module.css';
import { linesOf } from './lines';
import { useTemplateWords } from './templateWords';
import { CADENCES } from './words';

const schema = z.object({
  goals: z.string().check(
    z.refine((text) => linesOf(text).length > 0, 'form.required'),
    z.refine((text) => linesOf(text).length <= 10, 'mentorships.agreement.many_goals'),
    z.refine((text) => linesOf(text).every((line) => line.length <= 300), 'form.too_long'),
  ),
  cadence: z.enum(CADENCES),
  ends_on: z.string().check(z.minLength(1)),
  confidentiality: z.string().check(z.trim(), z.minLength(1), z.maxLength(4000)),
});

interface AgreementFormProps {
  pairing: PairingView;
  agreement: Versioned<AgreementView> | null;
  onClose: () => void;
}

export default function AgreementForm({ pairing, agreement, onClose }: AgreementFormProps) {
  const t = useT();
  const template = useSuspenseQuery(templateQuery).data.value;
  const { goal_prompts, confidentiality } = useTemplateWords(template);
  const now = agreement?.value;
  const form = useAppForm({
    schema,
    defaults: {
      goals: now?.goals.join('\n') ?? '',
      cadence: now?.cadence ?? template.cadence,
      ends_on: now?.ends_on ?? pairing.ends_on,
      confidentiality: now?.confidentiality ?? confidentiality,
    },
    submit: async (values) => {
      await putAgreement({
        path: { id: pairing.id },
        headers: agreement ? ifMatch(agreement) : ifMatch({ etag: '"0"' }),
        body: { ...values, goals: linesOf(values.goals), template_version: template.version },
      });
      await pairingChanged(pairing.id);
      notify({ tone: 'done', text: t('mentorships.agreement.saved') });
      onClose();
    },
  });
  const signed = Boolean(now?.mentor_signed_at || now?.mentee_signed_at);
  return (
    <AppForm
      form={form}
      submitLabel={t('action.save')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <p>{t(signed ? 'mentorships.agreement.clears' : 'mentorships.agreement.form_lead')}</p>
      {goal_prompts.length > 0 && (
        <div className={styles.prompts}>
          <p>{t('mentorships.agreement.prompts')}</p>
          <ul>
            {goal_prompts.map((prompt) => (
              <li key={prompt}>{prompt}</li>
            ))}
          </ul>
        </div>
      )}
      <TextArea
        name="goals"
        rows={4}
        label={t('mentorships.agreement.goals')}
        description={t('mentorships.agreement.goals_help')}
      />
      <RadioGroup
        name="cadence"
        label={t('mentorships.agreement.cadence')}
        options={CADENCES.map((value) => ({
          value,
          label: t(`mentorships.cadence.${value}`),
        }))}
      />
      <DateField name="ends_on" label={t('mentorships.until')} />
      <TextArea
        name="confidentiality"
        rows={4}
        label={t('mentorships.agreement.confidentiality')}
        description={t('mentorships.agreement.confidentiality_help')}
      />
    </AppForm>
  );
}
