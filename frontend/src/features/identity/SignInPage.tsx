// Signing in.
import { useRouter, useSearch } from '@tanstack/react-router';
import { signIn } from '../../shared/auth/account';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { PageHeader } from '../../shared/ui/PageHeader';

const schema = z.object({ email: z.email(), password: z.string().check(z.minLength(1)) });

export default function SignInPage() {
  const t = useT();
  const router = useRouter();
  const { next } = useSearch({ strict: false }) as { next?: string };
  const form = useAppForm({
    schema,
    defaults: { email: '', password: '' },
    submit: async (credentials) => {
      await signIn(credentials);
      router.history.push(next ?? '/');
    },
  });
  return (
    <>
      <PageHeader title={t('identity.sign_in.title')} lead={t('identity.sign_in.lead')} />
      <AppForm
        form={form}
        submitLabel={t('identity.sign_in.submit')}
        secondary={<AppLink to="/forgot-password">{t('identity.sign_in.forgot')}</AppLink>}
      >
        <TextField name="email" type="email" autoComplete="username" label={t('identity.email')} />
        <TextField
          name="password"
          type="password"
          autoComplete="current-password"
          label={t('identity.password')}
        />
      </AppForm>
    </>
  );
}
