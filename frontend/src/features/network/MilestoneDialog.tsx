// Adds a milestone to an objective, or changes one: what, who answers for it, until when, how far it is.
import { useQueryClient } from '@tanstack/react-query';
import {
  createMilestone,
  type MilestoneState,
  type MilestoneView,
  type ObjectiveView,
  updateMilestone,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { PersonField } from '../../shared/form/PersonField';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { planKey, statesFrom } from './governance';

const STATES = ['planned', 'in_progress', 'done', 'dropped'] as const satisfies MilestoneState[];
const schema = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  owner_id: z.nullable(z.string()),
  due_on: z.string().check(z.minLength(1)),
  state: z.enum(STATES),
});

interface MilestoneDialogProps {
  objective: ObjectiveView;
  milestone: MilestoneView | undefined;
  onClose: () => void;
}

export function MilestoneDialog({ objective, milestone, onClose }: MilestoneDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const { owner_id: owner, owner_name: ownerName } = milestone ?? {};
  const form = useAppForm({
    schema,
    defaults: {
      title: milestone?.title ?? '',
      owner_id: owner ?? null,
      due_on: milestone?.due_on ?? '',
      state: milestone?.state ?? 'planned',
    },
    submit: async ({ state, ...body }) => {
      if (milestone) {
        await updateMilestone({
          path: { id: milestone.id },
          body: { ...body, state },
          headers: ifVersion(milestone),
        });
      } else {
        await createMilestone({ path: { id: objective.id }, body });
      }
      await Promise.all([
        queries.invalidateQueries({ queryKey: planKey }),
        queries.invalidateQueries({ queryKey: ['dashboard'] }),
      ]);
      notify({ tone: 'done', text: t('network.plan.saved', { title: body.title }) });
      onClose();
    },
  });
  return (
    <Dialog
      title={t(milestone ? 'network.plan.edit_milestone' : 'network.plan.add_milestone')}
      open
      onClose={onClose}
    >
      <p>{t('network.plan.for_objective', { title: objective.title })}</p>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField
          name="title"
          label={t('network.plan.milestone_title')}
          description={t('network.plan.milestone_title_help')}
        />
        <PersonField
          name="owner_id"
          required={false}
          label={t('network.plan.owner')}
          known={owner ? { id: owner, name: ownerName ?? '' } : undefined}
        />
        <DateField name="due_on" label={t('network.plan.due')} />
        {milestone && (
          <Select
            name="state"
            label={t('network.state')}
            options={statesFrom(milestone.state).map((state) => ({
              value: state,
              label: t(`network.plan.state.${state}`),
            }))}
          />
        )}
      </AppForm>
    </Dialog>
  );
}
