// The strategic plan: objectives in their order, each with its milestones, who answers for them and until when.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import {
  deleteIndicator,
  type MeasuredIndicatorView,
  type MilestoneView,
  type PlannedObjectiveView,
  updateMilestone,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useDisabledReason, useMe } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { indicatorsQuery } from './figures';
import { isOpen, milestonesQuery, objectivesQuery, planKey } from './governance';
import { useIndicatorTitle } from './indicatorWords';
import { ObjectiveCard } from './ObjectiveCard';
import { RemoveObjectiveDialog } from './RemoveObjectiveDialog';

// Forms come when somebody wants to change the plan; most only read it.
const IndicatorDialog = lazy(() => import('./IndicatorDialog'));
const MilestoneDialog = lazy(() => import('./MilestoneDialog'));
const ObjectiveDialog = lazy(() => import('./ObjectiveDialog'));

type Editing =
  | { what: 'objective'; objective?: PlannedObjectiveView }
  | { what: 'milestone'; objective: PlannedObjectiveView; milestone?: MilestoneView }
  | { what: 'indicator'; objective: PlannedObjectiveView; indicator?: MeasuredIndicatorView };

const SHOWN = ['open', 'overdue', 'mine'] as const;

export default function PlanPage() {
  const t = useT();
  const me = useMe();
  const queries = useQueryClient();
  const off = useDisabledReason('change_plan');
  const [{ show }, filter] = useFilters(['show']);
  const [editing, setEditing] = useState<Editing | null>(null);
  const objectives = useSuspenseQuery(objectivesQuery).data;
  const milestones = useSuspenseQuery(milestonesQuery).data;
  const indicators = useSuspenseQuery(indicatorsQuery).data;
  const indicatorTitle = useIndicatorTitle();
  const [takingOut, setTakingOut] = useState<PlannedObjectiveView | null>(null);
  const [removing, setRemoving] = useState<MeasuredIndicatorView | null>(null);
  const shown = milestones.filter((milestone) => {
    if (show === 'open') return isOpen(milestone);
    if (show === 'overdue') return milestone.overdue;
    if (show === 'mine') return milestone.owner_id === me.id;
    return true;
  });
  const finish = async (milestone: MilestoneView) => {
    try {
      await updateMilestone({
        path: { id: milestone.id },
        body: { state: 'done' },
        headers: ifVersion(milestone),
      });
      notify({ tone: 'done', text: t('network.plan.finished', { title: milestone.title }) });
    } catch (error) {
      notify({ tone: 'problem', error });
    }
    await Promise.all([
      queries.invalidateQueries({ queryKey: planKey }),
      queries.invalidateQueries({ queryKey: ['dashboard'] }),
    ]);
  };
  const count = (of: (milestone: MilestoneView) => boolean) => milestones.filter(of).length;
  return (
    <>
      <PageHeader
        title={t('network.plan.title')}
        lead={t('network.plan.lead')}
        actions={
          <>
            <ButtonLink to="/plan/publication">{t('network.publication.title')}</ButtonLink>
            <Button
              tone="primary"
              disabledReason={off}
              onPress={() => setEditing({ what: 'objective' })}
            >
              {t('network.plan.add_objective')}
            </Button>
          </>
        }
      />
      {objectives.length === 0 ? (
        <EmptyState title={t('network.plan.empty')} next={t('network.plan.empty_next')} />
      ) : (
        <Stack gap="l">
          <StatList>
            <Stat label={t('network.plan.objectives')} value={objectives.length} />
            <Stat label={t('network.plan.open')} value={count(isOpen)} />
            <Stat label={t('network.plan.overdue')} value={count(({ overdue }) => overdue)} />
            <Stat label={t('network.plan.done')} value={count(({ state }) => state === 'done')} />
          </StatList>
          <FilterBar>
            <FilterSelect
              label={t('network.plan.show')}
              value={show}
              all={t('network.plan.show_all')}
              options={SHOWN.map((each) => ({
                value: each,
                label: t(`network.plan.show_${each}`),
              }))}
              onChange={(value) => filter({ show: value })}
            />
          </FilterBar>
          {objectives.map((objective, at) => (
            <ObjectiveCard
              key={objective.id}
              number={at + 1}
              objective={objective}
              milestones={shown.filter(({ objective_id }) => objective_id === objective.id)}
              indicators={indicators.filter(({ objective_id }) => objective_id === objective.id)}
              off={off}
              narrowed={show !== undefined}
              onFinish={finish}
              onEdit={() => setEditing({ what: 'objective', objective })}
              onRemove={() => setTakingOut(objective)}
              onAdd={() => setEditing({ what: 'milestone', objective })}
              onEditMilestone={(milestone) =>
                setEditing({ what: 'milestone', objective, milestone })
              }
              onAddIndicator={() => setEditing({ what: 'indicator', objective })}
              onEditIndicator={(indicator) =>
                setEditing({ what: 'indicator', objective, indicator })
              }
              onRemoveIndicator={setRemoving}
            />
          ))}
        </Stack>
      )}
      <Suspense>
        {editing?.what === 'objective' && (
          <ObjectiveDialog objective={editing.objective} onClose={() => setEditing(null)} />
        )}
        {editing?.what === 'milestone' && (
          <MilestoneDialog
            objective={editing.objective}
            milestone={editing.milestone}
            onClose={() => setEditing(null)}
          />
        )}
        {editing?.what === 'indicator' && (
          <IndicatorDialog
            objective={editing.objective}
            indicator={editing.indicator}
            onClose={() => setEditing(null)}
          />
        )}
      </Suspense>
      {takingOut && (
        <RemoveObjectiveDialog
          objective={takingOut}
          milestones={milestones.filter(({ objective_id }) => objective_id === takingOut.id)}
          indicators={indicators.filter(({ objective_id }) => objective_id === takingOut.id)}
          onClose={() => setTakingOut(null)}
        />
      )}
      <ConfirmDialog
        title={t('network.indicators.remove_title', {
          title: removing && indicatorTitle(removing),
        })}
        loses={<p>{t('network.indicators.remove_loses')}</p>}
        confirmLabel={t('network.indicators.remove')}
        open={removing !== null}
        onClose={() => setRemoving(null)}
        onConfirm={async () => {
          if (!removing) return;
          await deleteIndicator({ path: { id: removing.id }, headers: ifVersion(removing) });
          await queries.invalidateQueries({ queryKey: planKey });
        }}
      />
    </>
  );
}
