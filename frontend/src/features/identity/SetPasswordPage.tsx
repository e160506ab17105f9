// Sets a new password by the link from a mail.
import { useRouter } from '@tanstack/react-router';
import { setPassword } from '../../shared/auth/account';
import { useLinkToken } from '../../shared/auth/linkToken';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { LinkIncomplete } from './LinkIncomplete';
import { NewPasswordFields } from './NewPasswordFields';
import { differs, passwordFields, same } from './password';

const schema = z.object(passwordFields).check(z.refine(same, differs));

export default function SetPasswordPage() {
  const token = useLinkToken();
  return token ? <SetPassword token={token} /> : <LinkIncomplete />;
}

function SetPassword({ token }: { token: string }) {
  const t = useT();
  const router = useRouter();
  const form = useAppForm({
    schema,
    defaults: { password: '', repeated: '' },
    submit: async ({ password }) => {
      await setPassword(token, password);
      notify({ tone: 'done', text: t('identity.set_password.done') });
      router.history.replace('/sign-in');
    },
  });
  return (
    <>
      <PageHeader title={t('identity.set_password.title')} lead={t('identity.set_password.lead')} />
      <AppForm form={form} submitLabel={t('identity.set_password.submit')}>
        <NewPasswordFields />
      </AppForm>
    </>
  );
}
