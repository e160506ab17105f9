// Accepts an invitation: one's name and a password, and one is in.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { acceptInvitation, invitationQuery } from '../../shared/auth/account';
import { useLinkToken } from '../../shared/auth/linkToken';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { LinkIncomplete } from './LinkIncomplete';
import { NewPasswordFields } from './NewPasswordFields';
import { differs, passwordFields, same } from './password';

const schema = z
  .object({
    name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
    ...passwordFields,
  })
  .check(z.refine(same, differs));

export default function AcceptInvitationPage() {
  const token = useLinkToken();
  return token ? <AcceptInvitation token={token} /> : <LinkIncomplete />;
}

function AcceptInvitation({ token }: { token: string }) {
  const t = useT();
  const router = useRouter();
  const { data: invitation } = useSuspenseQuery(invitationQuery(token));
  const form = useAppForm({
    schema,
    defaults: { name: invitation.name, password: '', repeated: '' },
    submit: async ({ name, password }) => {
      await acceptInvitation(token, { name, password });
      notify({ tone: 'done', text: t('identity.invitation.done') });
      router.history.replace('/');
    },
  });
  return (
    <>
      <PageHeader
        title={t('identity.invitation.title')}
        lead={t('identity.invitation.lead', { email: invitation.email })}
      />
      <AppForm form={form} submitLabel={t('identity.invitation.submit')}>
        <TextField
          name="name"
          autoComplete="name"
          label={t('identity.name')}
          description={t('identity.name_help')}
        />
        <NewPasswordFields />
      </AppForm>
    </>
  );
}
