// Invites a person by mail, with the role they will have.
import { useQueryClient } from '@tanstack/react-query';
import { createInvitation } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { RoleFields, roleSchema } from './RoleFields';
import { asScope, type ROLES } from './roles';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  email: z.email(),
  ...roleSchema,
});
const FIRST: (typeof ROLES)[number] = 'coordinator';

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { name: '', email: '', role: FIRST, where: '' },
    submit: async ({ where, ...person }) => {
      const { data } = await createInvitation({ body: { ...person, ...asScope(where) } });
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['people'] }),
        queries.invalidateQueries({ queryKey: ['mails'] }),
      ]);
      const done = data.signed_up ? 'administration.invite.granted' : 'administration.invite.done';
      notify({ tone: 'done', text: t(done, { name: data.name }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('administration.invite.action')} open onClose={onClose}>
      <p>{t('administration.invite.lead')}</p>
      <AppForm
        form={form}
        submitLabel={t('administration.invite.send')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField name="name" label={t('administration.name')} />
        <TextField name="email" type="email" label={t('administration.email')} />
        <RoleFields />
      </AppForm>
    </Dialog>
  );
}
