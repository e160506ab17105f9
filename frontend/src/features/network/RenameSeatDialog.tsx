// Gives a seat another name.
import { useQueryClient } from '@tanstack/react-query';
import { type SeatView, updateSeat } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { networkChanged } from './changing';

const schema = z.object({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)) });

export default function RenameSeatDialog({
  seat,
  onClose,
}: {
  seat: SeatView;
  onClose: () => void;
}) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { name: seat.name },
    submit: async (body) => {
      await updateSeat({ path: { id: seat.id }, body, headers: ifVersion(seat) });
      await networkChanged(queries);
      onClose();
    },
  });
  return (
    <Dialog title={t('network.rename_seat')} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField
          name="name"
          label={t('network.open_seat.name')}
          description={t('network.open_seat.name_help')}
        />
      </AppForm>
    </Dialog>
  );
}
