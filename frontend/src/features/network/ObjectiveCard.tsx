// One objective of the plan with its milestones.
import type { MeasuredIndicatorView, MilestoneView, PlannedObjectiveView } from '../../gen';
import { todayInUtc } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge, StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { Meter } from '../../shared/ui/Meter';
import { Stack } from '../../shared/ui/Stack';
import { isOpen } from './governance';
import { IndicatorList } from './IndicatorList';
import styles from './ObjectiveCard.module.css';

interface ObjectiveCardProps {
  number: number;
  objective: PlannedObjectiveView;
  milestones: MilestoneView[];
  indicators: MeasuredIndicatorView[];
  /** Why the plan cannot be changed. */
  off: string | undefined;
  narrowed: boolean;
  onFinish: (milestone: MilestoneView) => void;
  onEdit: () => void;
  onRemove: () => void;
  onAdd: () => void;
  onEditMilestone: (milestone: MilestoneView) => void;
  onAddIndicator: () => void;
  onEditIndicator: (indicator: MeasuredIndicatorView) => void;
  onRemoveIndicator: (indicator: MeasuredIndicatorView) => void;
}

export function ObjectiveCard(props: ObjectiveCardProps) {
  const { number, objective, milestones, indicators, off, narrowed } = props;
  const t = useT();
  const dates = useDates();
  const today = todayInUtc();
  const { planned, in_progress, done } = objective.milestones;
  const total = planned + in_progress + done;
  return (
    <Card
      title={`${number}. ${objective.title}`}
      footer={
        off === undefined && (
          <>
            <Button onPress={props.onAdd} labelSuffix={`: ${objective.title}`}>
              {t('network.plan.add_milestone')}
            </Button>
            <Button onPress={props.onAddIndicator} labelSuffix={`: ${objective.title}`}>
              {t('network.indicators.add')}
            </Button>
            <Button tone="quiet" onPress={props.onEdit} labelSuffix={`: ${objective.title}`}>
              {t('network.plan.edit_objective')}
            </Button>
            <Button tone="quiet" onPress={props.onRemove} labelSuffix={`: ${objective.title}`}>
              {t('network.plan.remove_objective')}
            </Button>
          </>
        )
      }
    >
      <Stack>
        {objective.description && <p>{objective.description}</p>}
        {total > 0 && (
          <Meter
            label={t('network.plan.milestones_done')}
            value={done}
            max={total}
            text={t('network.plan.done_of', { done, total })}
          />
        )}
        <DataTable
          caption={t('network.plan.milestones_of', { title: objective.title })}
          captionHidden
          plain
          rows={milestones}
          rowKey={({ id }) => id}
          columns={[
            { id: 'title', header: t('network.plan.milestone'), cell: ({ title }) => title },
            {
              id: 'owner',
              header: t('network.plan.owner'),
              cell: ({ owner_name }) => (
                <span className={styles.owner}>{owner_name ?? t('network.plan.no_owner')}</span>
              ),
            },
            {
              id: 'due',
              header: t('network.plan.due'),
              cell: (milestone) => (
                <>
                  <span className={styles.date}>{dates.date(milestone.due_on)}</span>
                  {isOpen(milestone) && (
                    <span className={styles.when}>{dates.until(milestone.due_on, today)}</span>
                  )}
                </>
              ),
            },
            {
              id: 'state',
              header: t('network.state'),
              cell: ({ state, overdue }) => (
                <Stack row gap="s">
                  <StateBadge
                    state={state}
                    label={t(`network.plan.state.${state}`)}
                    tones={{ done: 'good', in_progress: 'attention' }}
                  />
                  {overdue && <Badge tone="danger">{t('network.plan.is_overdue')}</Badge>}
                </Stack>
              ),
            },
            ...(off === undefined
              ? [
                  {
                    id: 'act',
                    header: t('network.plan.action'),
                    cell: (milestone: MilestoneView) => (
                      <div className={styles.acts}>
                        {isOpen(milestone) && (
                          <Button
                            small
                            onPress={() => props.onFinish(milestone)}
                            labelSuffix={`: ${milestone.title}`}
                          >
                            {t('network.plan.finish')}
                          </Button>
                        )}
                        <Button
                          small
                          tone="quiet"
                          onPress={() => props.onEditMilestone(milestone)}
                          labelSuffix={`: ${milestone.title}`}
                        >
                          {t('network.plan.edit')}
                        </Button>
                      </div>
                    ),
                  },
                ]
              : []),
          ]}
          empty={<p>{t(narrowed ? 'network.plan.none_shown' : 'network.plan.no_milestones')}</p>}
        />
        {indicators.length > 0 && (
          <IndicatorList
            indicators={indicators}
            off={off}
            onEdit={props.onEditIndicator}
            onRemove={props.onRemoveIndicator}
          />
        )}
      </Stack>
    </Card>
  );
}
