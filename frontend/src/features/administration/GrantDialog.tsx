// Gives a person one more role.
import { useQueryClient } from '@tanstack/react-query';
import { createGrant, type PersonView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { RoleFields, roleSchema } from './RoleFields';
import { asScope, type ROLES } from './roles';

const schema = z.object(roleSchema);
const FIRST: (typeof ROLES)[number] = 'coordinator';

export function GrantDialog({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { role: FIRST, where: '' },
    submit: async ({ role, where }) => {
      await createGrant({ body: { person_id: person.id, role, ...asScope(where) } });
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['grants', person.id] }),
        queries.invalidateQueries({ queryKey: ['me'] }),
      ]);
      notify({
        tone: 'done',
        text: t('administration.grants.done', { name: person.name, role: t(`role.${role}`) }),
      });
      onClose();
    },
  });
  return (
    <Dialog
      title={t('administration.grants.give_to', { name: person.name })}
      open
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t('administration.grants.give')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <RoleFields />
      </AppForm>
    </Dialog>
  );
}
