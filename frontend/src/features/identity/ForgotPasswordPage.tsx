// Asks for a mail with a link to set a new password; the answer is the same whether the address is known or not.
import { useState } from 'react';
import { requestPasswordReset } from '../../shared/auth/account';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { PageHeader } from '../../shared/ui/PageHeader';

const schema = z.object({ email: z.email() });

export default function ForgotPasswordPage() {
  const t = useT();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useAppForm({
    schema,
    defaults: { email: '' },
    submit: async ({ email }) => {
      await requestPasswordReset(email);
      setSentTo(email);
    },
  });
  const back = <AppLink to="/sign-in">{t('identity.back_to_sign_in')}</AppLink>;
  if (sentTo) {
    return (
      <>
        <PageHeader
          key="sent"
          title={t('identity.forgot.sent_title')}
          lead={t('identity.forgot.sent_lead', { email: sentTo })}
        />
        {back}
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('identity.forgot.title')} lead={t('identity.forgot.lead')} />
      <AppForm form={form} submitLabel={t('identity.forgot.submit')} secondary={back}>
        <TextField name="email" type="email" autoComplete="username" label={t('identity.email')} />
      </AppForm>
    </>
  );
}
