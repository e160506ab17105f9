// Changes what a seat of the task force is called, and whether it votes.
import { useQueryClient } from '@tanstack/react-query';
import { type TaskForceSeatView, updateTaskForceSeat } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { taskForceQuery } from './governance';

const schema = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  votes: z.boolean(),
});

interface ChangeSeatDialogProps {
  seat: TaskForceSeatView;
  onClose: () => void;
}

export default function ChangeSeatDialog({ seat, onClose }: ChangeSeatDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { title: seat.title, votes: seat.votes },
    submit: async (body) => {
      await updateTaskForceSeat({ path: { id: seat.id }, headers: ifVersion(seat), body });
      await queries.invalidateQueries({ queryKey: taskForceQuery.queryKey });
      notify({ tone: 'done', text: t('network.task_force.changed', { name: seat.person_name }) });
      onClose();
    },
  });
  return (
    <Dialog
      title={t('network.task_force.change_title', { name: seat.person_name })}
      open
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
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
      </AppForm>
    </Dialog>
  );
}
