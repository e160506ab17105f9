// The two fields of a new password.
import { TextField } from '../../shared/form/TextField';
import { useT } from '../../shared/i18n/useT';
import { MIN_PASSWORD } from './password';

export function NewPasswordFields() {
  const t = useT();
  return (
    <>
      <TextField
        name="password"
        type="password"
        autoComplete="new-password"
        label={t('identity.new_password')}
        description={t('identity.password_help', { min: MIN_PASSWORD })}
      />
      <TextField
        name="repeated"
        type="password"
        autoComplete="new-password"
        label={t('identity.repeat_password')}
      />
    </>
  );
}
