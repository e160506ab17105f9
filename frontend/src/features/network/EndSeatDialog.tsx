// Ends a seat of the task force on a day, after saying what its holder loses.
import { useQueryClient } from '@tanstack/react-query';
import { type TaskForceSeatView, updateTaskForceSeat } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { todayInUtc } from '../../shared/i18n/days';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { taskForceQuery } from './governance';

const schema = z.object({ ends_on: z.string().check(z.minLength(1)) });

interface EndSeatDialogProps {
  seat: TaskForceSeatView;
  onClose: () => void;
}

export default function EndSeatDialog({ seat, onClose }: EndSeatDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const name = seat.person_name;
  const form = useAppForm({
    schema,
    defaults: { ends_on: todayInUtc() },
    submit: async (body) => {
      await updateTaskForceSeat({ path: { id: seat.id }, headers: ifVersion(seat), body });
      await queries.invalidateQueries({ queryKey: taskForceQuery.queryKey });
      notify({ tone: 'done', text: t('network.task_force.end_done', { name }) });
      onClose();
    },
  });
  return (
    <Dialog alert title={t('network.task_force.end_title', { name })} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('network.task_force.end')}
        secondary={<Button onPress={onClose}>{t('action.keep')}</Button>}
      >
        <p>{t('network.task_force.end_loses', { name })}</p>
        <DateField
          name="ends_on"
          label={t('network.term_ends')}
          description={t('network.task_force.end_help')}
        />
      </AppForm>
    </Dialog>
  );
}
