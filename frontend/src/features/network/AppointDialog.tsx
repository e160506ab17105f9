// Appoints a person to a seat without an opening; a handover may be declared.
import { useQueryClient } from '@tanstack/react-query';
import { createTerm, type SeatView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { DateField } from '../../shared/form/DateField';
import { PersonField } from '../../shared/form/PersonField';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { todayInUtc } from '../../shared/i18n/days';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { networkChanged } from './changing';

const schema = z.object({
  person_id: z.string().check(z.minLength(1)),
  starts_on: z.string().check(z.minLength(1)),
  ends_on: z.string().check(z.minLength(1)),
  handover: z.boolean(),
  trained: z.boolean(),
});

interface AppointDialogProps {
  seat: SeatView;
  /** How many days a handover may last. */
  handoverDays: number;
  onClose: () => void;
}

export default function AppointDialog({ seat, handoverDays, onClose }: AppointDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { starts_on: todayInUtc(), handover: false, trained: false },
    submit: async (body) => {
      const { data } = await createTerm({ path: { id: seat.id }, body });
      await networkChanged(queries);
      notify({ tone: 'done', text: t('network.appoint.done', { name: data.person_name }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('network.appoint.title', { seat: seat.name })} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('network.appoint.action')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <PersonField name="person_id" label={t('network.coordinator')} />
        <DateField name="starts_on" label={t('network.term_starts')} />
        <DateField
          name="ends_on"
          label={t('network.term_ends')}
          description={t('network.task_force.ends_help')}
        />
        <Checkbox
          name="handover"
          label={t('network.appoint.handover')}
          description={t('network.appoint.handover_help', { days: handoverDays })}
        />
        <Checkbox
          name="trained"
          label={t('network.appoint.trained')}
          description={t('network.appoint.trained_help')}
        />
      </AppForm>
    </Dialog>
  );
}
