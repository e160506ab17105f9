// Adds an objective to the plan, or changes one.
import { useQueryClient } from '@tanstack/react-query';
import { createObjective, type PlannedObjectiveView, updateObjective } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { planKey } from './governance';

const schema = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  description: z.string().check(z.maxLength(4000)),
  position: z.string().check(z.regex(/^\d{0,5}$/)),
});

interface ObjectiveDialogProps {
  objective: PlannedObjectiveView | undefined;
  onClose: () => void;
}

export function ObjectiveDialog({ objective, onClose }: ObjectiveDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: {
      title: objective?.title ?? '',
      description: objective?.description ?? '',
      position: objective ? String(objective.position) : '',
    },
    submit: async ({ position, ...words }) => {
      const body = { ...words, ...(position ? { position: Number(position) } : {}) };
      if (objective) {
        await updateObjective({
          path: { id: objective.id },
          body,
          headers: ifVersion(objective),
        });
      } else {
        await createObjective({ body });
      }
      await queries.invalidateQueries({ queryKey: planKey });
      notify({ tone: 'done', text: t('network.plan.saved', { title: words.title }) });
      onClose();
    },
  });
  return (
    <Dialog
      title={t(objective ? 'network.plan.edit_objective' : 'network.plan.add_objective')}
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
          label={t('network.plan.objective_title')}
          description={t('network.plan.objective_title_help')}
        />
        <TextArea
          name="description"
          required={false}
          rows={4}
          label={t('network.plan.description')}
        />
        <TextField
          name="position"
          required={false}
          inputMode="numeric"
          label={t('network.plan.position')}
          description={t('network.plan.position_help')}
        />
      </AppForm>
    </Dialog>
  );
}
