// Changes the rules of the task force: how many places it has, how many decide, how long a written vote is open.
import { useQueryClient } from '@tanstack/react-query';
import { type TaskForceRulesView, updateTaskForceRules } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { taskForceQuery } from './governance';

const within = (text: string, least: number, most: number) =>
  /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most;

const schema = z.object({
  places: z.string().check(
    z.trim(),
    z.refine((text) => text === '' || within(text, 1, 200), 'network.task_force.places_range'),
  ),
  quorum_percent: z.string().check(
    z.trim(),
    z.refine((text) => within(text, 0, 100), 'network.task_force.percent_range'),
  ),
  ballot_days: z.string().check(
    z.trim(),
    z.refine((text) => within(text, 1, 90), 'network.task_force.days_range'),
  ),
});

interface TaskForceRulesDialogProps {
  rules: TaskForceRulesView;
  onClose: () => void;
}

export default function TaskForceRulesDialog({ rules, onClose }: TaskForceRulesDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: {
      places: rules.places ? String(rules.places) : '',
      quorum_percent: String(rules.quorum_percent),
      ballot_days: String(rules.ballot_days),
    },
    submit: async ({ places, quorum_percent, ballot_days }) => {
      await updateTaskForceRules({
        headers: ifVersion(rules),
        body: {
          places: places === '' ? null : Number(places),
          quorum_percent: Number(quorum_percent),
          ballot_days: Number(ballot_days),
        },
      });
      await queries.invalidateQueries({ queryKey: taskForceQuery.queryKey });
      notify({ tone: 'done', text: t('network.task_force.rules_done') });
      onClose();
    },
  });
  return (
    <Dialog title={t('network.task_force.rules_change')} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('network.task_force.rules_lead')}</p>
        <TextField
          name="places"
          inputMode="numeric"
          required={false}
          label={t('network.task_force.places')}
          description={t('network.task_force.places_help')}
        />
        <TextField
          name="quorum_percent"
          inputMode="numeric"
          label={t('network.task_force.percent')}
          description={t('network.task_force.percent_help')}
        />
        <TextField
          name="ballot_days"
          inputMode="numeric"
          label={t('network.task_force.days')}
          description={t('network.task_force.days_help')}
        />
      </AppForm>
    </Dialog>
  );
}
