// Corrects what is known of an institution by hand. Its jurisdiction stays: people's regions follow from it.
import { useQueryClient } from '@tanstack/react-query';
import { type InstitutionDetail, updateInstitution } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
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
import { institutionChanged } from './changing';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  setting: z.enum(SETTINGS),
  city: z.string().check(z.trim(), z.maxLength(100)),
  address: z.string().check(z.trim(), z.maxLength(200)),
  postal_code: z.string().check(z.trim(), z.maxLength(20)),
});

interface CorrectInstitutionDialogProps {
  institution: InstitutionDetail;
  onClose: () => void;
}

export default function CorrectInstitutionDialog(props: CorrectInstitutionDialogProps) {
  const { institution, onClose } = props;
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: {
      name: institution.name,
      setting: institution.setting,
      city: institution.city ?? '',
      address: institution.address ?? '',
      postal_code: institution.postal_code ?? '',
    },
    submit: async ({ city, address, postal_code, ...rest }) => {
      await updateInstitution({
        path: { id: institution.id },
        body: {
          ...rest,
          city: city || null,
          address: address || null,
          postal_code: postal_code || null,
        },
        headers: ifVersion(institution),
      });
      await institutionChanged(queries);
      notify({ tone: 'done', text: t('network.correct.done', { name: rest.name }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('network.correct.title')} open onClose={onClose}>
      {institution.source && <p>{t('network.correct.imported')}</p>}
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField name="name" label={t('network.add_institution.name')} />
        <Select
          name="setting"
          label={t('network.setting')}
          options={SETTINGS.map((each) => ({ value: each, label: t(`setting.${each}`) }))}
        />
        <TextField name="address" required={false} label={t('network.address')} />
        <TextField name="city" required={false} label={t('network.city')} />
        <TextField name="postal_code" required={false} label={t('network.postal_code')} />
      </AppForm>
    </Dialog>
  );
}
