// Gives a person a seat in the task force, which grants the role for the whole network.
import { useQueryClient } from '@tanstack/react-query';
import { createTaskForceSeat } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { DateField } from '../../shared/form/DateField';
import { PersonField } from '../../shared/form/PersonField';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { todayInUtc } from '../../shared/i18n/days';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { taskForceQuery } from './governance';

const schema = z.object({
  person_id: z.string().check(z.minLength(1)),
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  votes: z.boolean(),
  starts_on: z.string().check(z.minLength(1)),
  ends_on: z.string().check(z.minLength(1)),
});

export default function TaskForceSeatDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { starts_on: todayInUtc(), title: '', votes: true },
    submit: async (seat) => {
      const { data } = await createTaskForceSeat({ body: seat });
      await queries.invalidateQueries({ queryKey: taskForceQuery.queryKey });
      notify({ tone: 'done', text: t('network.task_force.done', { name: data.person_name }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('network.task_force.give')} open onClose={onClose}>
      <p>{t('network.task_force.give_lead')}</p>
      <AppForm
        form={form}
        submitLabel={t('network.task_force.give')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <PersonField name="person_id" label={t('network.task_force.member')} />
        <TextField
          name="title"
          label={t('network.task_force.seat')}
          description={t('network.task_force.seat_help')}
        />
        <Checkbox
          name="votes"
          label={t('network.task_force.votes_label')}
          description={t('network.task_force.votes_help')}
        />
        <DateField name="starts_on" label={t('network.term_starts')} />
        <DateField
          name="ends_on"
          label={t('network.term_ends')}
          description={t('network.task_force.ends_help')}
        />
      </AppForm>
    </Dialog>
  );
}
