// Adds an association, or changes what is known of one.
import { useQueryClient } from '@tanstack/react-query';
import { type AssociationView, createAssociation, updateAssociation } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { associationChanged, KINDS } from './members';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  kind: z.enum(KINDS),
  short_name: z.string().check(z.trim(), z.maxLength(40)),
  website: z.string().check(z.regex(/^(https?:\/\/.+)?$/), z.maxLength(500)),
});

interface AssociationDialogProps {
  /** The one that is changed; none to add one. */
  association?: AssociationView;
  onClose: () => void;
}

export default function AssociationDialog({ association, onClose }: AssociationDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: {
      name: association?.name ?? '',
      short_name: association?.short_name ?? '',
      kind: association?.kind ?? ('other' as const),
      website: association?.website ?? '',
    },
    submit: async ({ name, short_name, kind, website }) => {
      const body = { name, kind, short_name: short_name || null, website: website || null };
      await (association
        ? updateAssociation({ path: { id: association.id }, body, headers: ifVersion(association) })
        : createAssociation({ body }));
      await associationChanged(queries);
      const done = association ? 'network.associations.changed' : 'network.associations.done';
      notify({ tone: 'done', text: t(done, { name }) });
      onClose();
    },
  });
  const title = t(association ? 'network.associations.change' : 'network.associations.add');
  return (
    <Dialog title={title} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={association ? t('action.save') : title}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField name="name" label={t('network.associations.name')} />
        <TextField
          name="short_name"
          required={false}
          label={t('network.associations.short_name')}
        />
        <Select
          name="kind"
          label={t('network.associations.kind')}
          options={KINDS.map((value) => ({ value, label: t(`network.association_kind.${value}`) }))}
        />
        <TextField
          name="website"
          type="url"
          required={false}
          label={t('network.associations.website')}
          description={t('network.associations.website_help')}
        />
      </AppForm>
    </Dialog>
  );
}
