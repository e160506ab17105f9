// Who administers an association: named and dismissed by the network.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AdministratorView, createAdministrator, deleteAdministrator } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useCan } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { Dialog } from '../../shared/ui/Dialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Facts } from '../../shared/ui/Facts';
import { notify } from '../../shared/ui/notify';
import { administratorsQuery, associationChanged } from './members';

export function AdministratorsCard({ id }: { id: string }) {
  const t = useT();
  const queries = useQueryClient();
  const may = useCan('change_network');
  const [naming, setNaming] = useState(false);
  const [leaving, setLeaving] = useState<AdministratorView | null>(null);
  const rows = useQuery(administratorsQuery(id)).data;
  if (!rows) return null;
  return (
    <Card
      title={t('network.administrators.title')}
      footer={
        may && <Button onPress={() => setNaming(true)}>{t('network.administrators.name')}</Button>
      }
    >
      {rows.length === 0 ? (
        <EmptyState
          title={t('network.administrators.empty')}
          next={t('network.administrators.empty_next')}
        />
      ) : (
        <Facts
          items={rows.map((row) => ({
            term: row.name,
            value: (
              <>
                {row.email}{' '}
                {may && (
                  <Button labelSuffix={`, ${row.name}`} onPress={() => setLeaving(row)}>
                    {t('network.administrators.dismiss')}
                  </Button>
                )}
              </>
            ),
          }))}
        />
      )}
      {naming && <NameDialog id={id} onClose={() => setNaming(false)} />}
      {leaving && (
        <ConfirmDialog
          open
          title={t('network.administrators.dismiss_title', { name: leaving.name })}
          loses={<p>{t('network.administrators.dismiss_loses')}</p>}
          confirmLabel={t('network.administrators.dismiss')}
          onClose={() => setLeaving(null)}
          onConfirm={async () => {
            await deleteAdministrator({ path: { id: leaving.id }, headers: ifVersion(leaving) });
            await associationChanged(queries);
          }}
        />
      )}
    </Card>
  );
}

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  email: z.string().check(z.trim(), z.minLength(3), z.maxLength(254)),
});

function NameDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { name: '', email: '' },
    submit: async (body) => {
      await createAdministrator({ path: { id }, body });
      await associationChanged(queries);
      notify({ tone: 'done', text: t('network.administrators.named', { name: body.name }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('network.administrators.name')} open onClose={onClose}>
      <p>{t('network.administrators.means')}</p>
      <AppForm
        form={form}
        submitLabel={t('network.administrators.name')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField name="name" label={t('network.associations.name')} />
        <TextField name="email" type="email" label={t('network.members.email')} />
      </AppForm>
    </Dialog>
  );
}
