// Makes a region of one's own, or gives one another name.
import { useQueryClient } from '@tanstack/react-query';
import { createRegion, type RegionView, updateRegion } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { networkChanged } from './changing';

interface RegionDialogProps {
  /** Undefined: a new one. */
  region: RegionView | undefined;
  onClose: () => void;
}

const schema = z.object({
  code: z.string().check(z.trim(), z.minLength(1), z.maxLength(10)),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
});

export default function RegionDialog({ region, onClose }: RegionDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { code: region?.code ?? '', name: region?.name ?? '' },
    submit: async ({ code, name }) => {
      if (region)
        await updateRegion({ path: { id: region.id }, headers: ifVersion(region), body: { name } });
      else await createRegion({ body: { code, name } });
      await networkChanged(queries);
      notify({
        tone: 'done',
        text: t(region ? 'network.region_dialog.renamed' : 'network.region_dialog.made', { name }),
      });
      onClose();
    },
  });
  return (
    <Dialog
      title={t(region ? 'network.region_dialog.rename' : 'network.region_dialog.make')}
      open
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t(region ? 'action.save' : 'network.region_dialog.make')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        {!region && (
          <>
            <p>{t('network.region_dialog.lead')}</p>
            <TextField
              name="code"
              label={t('network.region_dialog.code')}
              description={t('network.region_dialog.code_help')}
            />
          </>
        )}
        <TextField name="name" label={t('network.region_dialog.name')} />
      </AppForm>
    </Dialog>
  );
}
