// Of several that look like one: from which of the others this one is told apart.
import type { InstitutionView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { asWritten } from '../../shared/i18n/published';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { useTellApart } from './tellingApart';

const schema = z.object({ other_id: z.string().check(z.minLength(1)) });

interface TellApartDialogProps {
  one: InstitutionView;
  others: InstitutionView[];
  onClose: () => void;
}

/** Names alike are told apart by what else is known of them. */
function described(row: InstitutionView, setting: string): string {
  const place = [row.city && asWritten(row.city), row.jurisdiction].filter(Boolean).join(', ');
  return [asWritten(row.name), place, setting].join(' · ');
}

export default function TellApartDialog({ one, others, onClose }: TellApartDialogProps) {
  const t = useT();
  const tellApart = useTellApart();
  const form = useAppForm({
    schema,
    defaults: { other_id: '' },
    submit: async ({ other_id }) => {
      await tellApart(one, other_id);
      onClose();
    },
  });
  return (
    <Dialog
      title={t('network.duplicates.tell_title', { name: asWritten(one.name) })}
      open
      onClose={onClose}
    >
      <p>{described(one, t(`setting.${one.setting}`))}</p>
      <p>{t('network.duplicates.tell_lead')}</p>
      <AppForm
        form={form}
        submitLabel={t('network.duplicates.tell_confirm')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <Select
          name="other_id"
          label={t('network.duplicates.other')}
          options={others.map((row) => ({
            value: row.id,
            label: described(row, t(`setting.${row.setting}`)),
          }))}
        />
      </AppForm>
    </Dialog>
  );
}
