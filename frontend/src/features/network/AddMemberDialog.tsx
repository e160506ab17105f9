// Adds a member, who is asked by mail; the answer never says whether the network knows the address.
import { useQueryClient } from '@tanstack/react-query';
import { createMember } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { associationChanged } from './members';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  email: z.string().check(z.trim(), z.minLength(3), z.maxLength(254)),
  external_id: z.string().check(z.maxLength(100)),
});

export default function AddMemberDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { name: '', email: '', external_id: '' },
    submit: async ({ name, email, external_id }) => {
      await createMember({
        path: { id },
        body: { name, email, external_id: external_id.trim() || null },
      });
      await associationChanged(queries);
      notify({ tone: 'done', text: t('network.members.added', { name }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('network.members.add')} open onClose={onClose}>
      <p>{t('network.members.add_means')}</p>
      <AppForm
        form={form}
        submitLabel={t('network.members.add')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField name="name" label={t('network.associations.name')} />
        <TextField name="email" type="email" label={t('network.members.email')} />
        <TextField name="external_id" required={false} label={t('network.members.number')} />
      </AppForm>
    </Dialog>
  );
}
