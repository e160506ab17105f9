// Before an objective that was entered wrongly leaves the plan: what goes with it, by name.
import { useQueryClient } from '@tanstack/react-query';
import {
  deleteObjective,
  type MeasuredIndicatorView,
  type MilestoneView,
  type PlannedObjectiveView,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useT } from '../../shared/i18n/useT';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import { Points } from '../../shared/ui/Points';
import { Stack } from '../../shared/ui/Stack';
import { planKey } from './governance';
import { useIndicatorTitle } from './indicatorWords';

interface RemoveObjectiveDialogProps {
  objective: PlannedObjectiveView;
  milestones: readonly MilestoneView[];
  indicators: readonly MeasuredIndicatorView[];
  onClose: () => void;
}

export function RemoveObjectiveDialog(props: RemoveObjectiveDialogProps) {
  const { objective, milestones, indicators, onClose } = props;
  const t = useT();
  const queries = useQueryClient();
  const indicatorTitle = useIndicatorTitle();
  const { title } = objective;
  // Without anything to name nothing is to go along: what somebody added since keeps the objective then.
  const with_contents = milestones.length + indicators.length > 0;
  return (
    <ConfirmDialog
      open
      title={t('network.plan.remove_title', { title })}
      loses={
        with_contents ? (
          <Stack gap="s">
            <p>{t('network.plan.remove_with')}</p>
            <Points>
              {milestones.map((milestone) => (
                <li key={milestone.id}>{milestone.title}</li>
              ))}
              {indicators.map((indicator) => (
                <li key={indicator.id}>{indicatorTitle(indicator)}</li>
              ))}
            </Points>
            <p>{t('network.plan.remove_history')}</p>
          </Stack>
        ) : (
          <p>{t('network.plan.remove_alone')}</p>
        )
      }
      confirmLabel={t('network.plan.remove_objective')}
      onClose={onClose}
      onConfirm={async () => {
        await deleteObjective({
          path: { id: objective.id },
          query: { with_contents },
          headers: ifVersion(objective),
        });
        await queries.invalidateQueries({ queryKey: planKey });
        await queries.invalidateQueries({ queryKey: ['dashboard'] });
        notify({ tone: 'done', text: t('network.plan.removed', { title }) });
      }}
    />
  );
}
