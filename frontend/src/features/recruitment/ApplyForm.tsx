// Applying for a seat: three longer texts with room shown, and an honest word about conflicts of interest.
import { useWatch } from 'react-hook-form';
import { submitApplication } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useNumbers, useT } from '../../shared/i18n/useT';

interface ApplyFormProps {
  openingId: string;
  onSent: (who: { name: string; email: string }) => void;
}

const TEXT = 10_000;
const CONFLICT = 2000;
const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(TEXT));
const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  email: z.string().check(z.trim(), z.email(), z.maxLength(254)),
  institution: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  experience: text,
  leadership: text,
  commitment: text,
  conflict_of_interest: z.string().check(z.maxLength(CONFLICT)),
});

export function ApplyForm({ openingId, onSent }: ApplyFormProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: {
      name: '',
      email: '',
      institution: '',
      experience: '',
      leadership: '',
      commitment: '',
      conflict_of_interest: '',
    },
    submit: async ({ conflict_of_interest: conflict, ...application }) => {
      await submitApplication({
        path: { id: openingId },
        body: { ...application, conflict_of_interest: conflict.trim() || null },
      });
      onSent({ name: application.name, email: application.email });
    },
  });
  return (
    <AppForm form={form} submitLabel={t('recruitment.apply.send')}>
      <p>{t('recruitment.apply.lead')}</p>
      <TextField name="name" autoComplete="name" label={t('recruitment.apply.name')} />
      <TextField
        name="email"
        type="email"
        autoComplete="email"
        label={t('recruitment.email')}
        description={t('recruitment.apply.email_help')}
      />
      <TextField
        name="institution"
        autoComplete="organization"
        label={t('recruitment.apply.institution')}
        description={t('recruitment.apply.institution_help')}
      />
      <LongText name="experience" most={TEXT} />
      <LongText name="leadership" most={TEXT} />
      <LongText name="commitment" most={TEXT} />
      <LongText name="conflict_of_interest" most={CONFLICT} optional />
      <p>{t('recruitment.apply.privacy')}</p>
    </AppForm>
  );
}

interface LongTextProps {
  name: 'experience' | 'leadership' | 'commitment' | 'conflict_of_interest';
  most: number;
  optional?: boolean;
}

/** Says what to write and how much of the room is used. */
function LongText({ name, most, optional = false }: LongTextProps) {
  const t = useT();
  const { number } = useNumbers();
  const value: string = useWatch({ name }) ?? '';
  const used = t('recruitment.apply.used', {
    used: number([...value].length),
    most: number(most),
  });
  return (
    <TextArea
      name={name}
      rows={optional ? 3 : 7}
      required={!optional}
      label={t(`recruitment.apply.${name}`)}
      description={`${t(`recruitment.apply.${name}_help`)} ${used}`}
    />
  );
}
