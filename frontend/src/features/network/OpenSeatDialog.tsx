// Opens a seat in a region; filling it is recruitment's.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { createSeat } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { regionsQuery, seatsQuery } from './reading';

const schema = z.object({
  region_id: z.string().check(z.minLength(1)),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
});

interface OpenSeatDialogProps {
  regionId: string | undefined;
  onClose: () => void;
}

export function OpenSeatDialog({ regionId, onClose }: OpenSeatDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const regions = useSuspenseQuery(regionsQuery).data;
  const form = useAppForm({
    schema,
    defaults: { region_id: regionId ?? '', name: '' },
    submit: async (seat) => {
      await createSeat({ body: seat });
      await Promise.all([
        queries.invalidateQueries({ queryKey: seatsQuery.queryKey }),
        queries.invalidateQueries({ queryKey: regionsQuery.queryKey }),
        queries.invalidateQueries({ queryKey: ['dashboard'] }),
      ]);
      notify({ tone: 'done', text: t('network.open_seat.done', { name: seat.name }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('network.open_seat.action')} open onClose={onClose}>
      <p>{t('network.open_seat.lead')}</p>
      <AppForm
        form={form}
        submitLabel={t('network.open_seat.action')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <Select
          name="region_id"
          label={t('network.region')}
          options={regions.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
        />
        <TextField
          name="name"
          label={t('network.open_seat.name')}
          description={t('network.open_seat.name_help')}
        />
      </AppForm>
    </Dialog>
  );
}
