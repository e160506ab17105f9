// One institution by hand, for what no survey lists; its region follows from its jurisdiction.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { createInstitution, type Setting } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { SETTINGS } from '../../shared/i18n/settings';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { institutionsKey, jurisdictionsQuery, regionsQuery } from './reading';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(300)),
  city: z.string().check(z.maxLength(120)),
  jurisdiction: z.string().check(z.minLength(2)),
  setting: z.enum(SETTINGS),
});

const PUBLIC: Setting = 'public';

export function AddInstitutionDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const jurisdictions = useSuspenseQuery(jurisdictionsQuery).data;
  const form = useAppForm({
    schema,
    defaults: { name: '', city: '', jurisdiction: '', setting: PUBLIC },
    submit: async ({ city, ...institution }) => {
      await createInstitution({ body: { ...institution, city: city.trim() || null } });
      await Promise.all([
        queries.invalidateQueries({ queryKey: institutionsKey }),
        queries.invalidateQueries({ queryKey: regionsQuery.queryKey }),
      ]);
      notify({ tone: 'done', text: t('network.add_institution.done', { name: institution.name }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('network.add_institution.action')} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('network.add_institution.action')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField name="name" label={t('network.add_institution.name')} />
        <TextField name="city" label={t('network.city')} required={false} />
        <Select
          name="jurisdiction"
          label={t('network.jurisdiction')}
          description={t('network.add_institution.jurisdiction_help')}
          options={jurisdictions.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Select
          name="setting"
          label={t('network.setting')}
          options={SETTINGS.map((each) => ({ value: each, label: t(`setting.${each}`) }))}
        />
      </AppForm>
    </Dialog>
  );
}
