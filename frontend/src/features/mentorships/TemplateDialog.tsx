// The next version of the template: new agreements begin with it, those that stand stay as they are.

import { type AgreementTemplateView, putAgreementTemplate } from '../../gen';
import { ifMatch, type Versioned } from '../../shared/api/etag';
import { queryClient } from '../../shared/api/queryClient';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { templateQuery } from './data';
import { linesOf } from './lines';
import { useTemplateWords } from './templateWords';
import { CADENCES } from './words';

const schema = z.object({
  goal_prompts: z.string().check(
    z.refine((text) => linesOf(text).length > 0, 'form.required'),
    z.refine((text) => linesOf(text).length <= 10, 'mentorships.template.many_prompts'),
    z.refine((text) => linesOf(text).every((line) => line.length <= 300), 'form.too_long'),
  ),
  cadence: z.enum(CADENCES),
  confidentiality: z.string().check(z.trim(), z.minLength(1), z.maxLength(4000)),
  note: z.string().check(z.trim(), z.maxLength(500)),
});

interface TemplateDialogProps {
  template: Versioned<AgreementTemplateView>;
  onClose: () => void;
}

export default function TemplateDialog({ template, onClose }: TemplateDialogProps) {
  const t = useT();
  const { cadence } = template.value;
  const { goal_prompts, confidentiality } = useTemplateWords(template.value);
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { goal_prompts: goal_prompts.join('\n'), cadence, confidentiality, note: '' },
    submit: async (values) => {
      await putAgreementTemplate({
        headers: ifMatch(template),
        body: {
          ...values,
          goal_prompts: linesOf(values.goal_prompts),
          note: values.note || null,
        },
      });
      await queryClient.invalidateQueries({ queryKey: templateQuery.queryKey });
      notify({ tone: 'done', text: t('mentorships.template.saved') });
      onClose();
    },
  });
  return (
    <Dialog open title={t('mentorships.template.write')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('mentorships.template.lead')}</p>
        <TextArea
          name="goal_prompts"
          rows={4}
          label={t('mentorships.template.prompts')}
          description={t('mentorships.template.prompts_help')}
        />
        <RadioGroup
          name="cadence"
          label={t('mentorships.agreement.cadence')}
          options={CADENCES.map((value) => ({ value, label: t(`mentorships.cadence.${value}`) }))}
        />
        <TextArea
          name="confidentiality"
          rows={4}
          label={t('mentorships.agreement.confidentiality')}
        />
        <TextField name="note" required={false} label={t('mentorships.change_note')} />
      </AppForm>
    </Dialog>
  );
}
