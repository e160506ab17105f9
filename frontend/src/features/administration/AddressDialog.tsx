// Corrects the address of an account; written again as it is, it says that it takes mail after all.
import { useQueryClient } from '@tanstack/react-query';
import { type PersonView, updatePerson } from '../../gen';
import { ifMatch, type Versioned } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';

const schema = z.object({ email: z.email() });

interface AddressDialogProps {
  found: Versioned<PersonView>;
  onClose: () => void;
}

export function AddressDialog({ found, onClose }: AddressDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const { id, name, email } = found.value;
  const form = useAppForm({
    schema,
    defaults: { email },
    submit: async (body) => {
      const { data } = await updatePerson({ path: { id }, body, headers: ifMatch(found) });
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['people'] }),
        queries.invalidateQueries({ queryKey: ['mails'] }),
      ]);
      const done =
        data.email === email ? 'administration.address.kept' : 'administration.address.done';
      notify({ tone: 'done', text: t(done, { name, email: data.email }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('administration.address.title', { name })} open onClose={onClose}>
      <p>{t('administration.address.lead', { name })}</p>
      <AppForm
        form={form}
        submitLabel={t('administration.address.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField name="email" type="email" label={t('administration.email')} />
      </AppForm>
    </Dialog>
  );
}
