// Who sits in the task force, and until when.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endTaskForceSeat, type TaskForceSeatView } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { taskForceQuery } from './governance';
import { TaskForceSeatDialog } from './TaskForceSeatDialog';

export default function TaskForcePage() {
  const t = useT();
  const dates = useDates();
  const off = useDisabledReason('change_plan');
  const queries = useQueryClient();
  const [seating, setSeating] = useState(false);
  const [ending, setEnding] = useState<TaskForceSeatView | null>(null);
  const seats = useSuspenseQuery(taskForceQuery).data;
  const today = new Date().toISOString().slice(0, 10);
  const state = (seat: TaskForceSeatView) =>
    seat.current ? 'current' : seat.starts_on > today ? 'to_come' : 'ended';
  const rank = { current: 0, to_come: 1, ended: 2 };
  const inOrder = [...seats].sort(
    (a, b) => rank[state(a)] - rank[state(b)] || a.ends_on.localeCompare(b.ends_on),
  );
  const give = (
    <Button tone="primary" disabledReason={off} onPress={() => setSeating(true)}>
      {t('network.task_force.give')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('network.task_force.title')}
        lead={t('network.task_force.lead')}
        actions={give}
      />
      <DataTable
        caption={t('network.task_force.title')}
        captionHidden
        rows={inOrder}
        rowKey={(seat) => seat.id}
        columns={[
          {
            id: 'who',
            header: t('network.task_force.member'),
            cell: (seat) => seat.person_name,
          },
          { id: 'title', header: t('network.task_force.seat'), cell: (seat) => seat.title },
          {
            id: 'from',
            header: t('network.term_starts'),
            cell: (seat) => dates.date(seat.starts_on),
          },
          { id: 'until', header: t('network.term_ends'), cell: (seat) => dates.date(seat.ends_on) },
          {
            id: 'state',
            header: t('network.state'),
            cell: (seat) => (
              <Badge tone={seat.current ? 'good' : 'neutral'}>
                {t(`network.task_force.state.${state(seat)}`)}
              </Badge>
            ),
          },
          {
            id: 'act',
            header: t('network.plan.action'),
            cell: (seat) =>
              state(seat) === 'ended' ? (
                '—'
              ) : (
                <Button
                  small
                  disabledReason={off}
                  reasonHidden
                  labelSuffix={`, ${seat.person_name}`}
                  onPress={() => setEnding(seat)}
                >
                  {t('network.task_force.end')}
                </Button>
              ),
          },
        ]}
        empty={
          <EmptyState
            title={t('network.task_force.empty')}
            next={t('network.task_force.empty_next')}
          />
        }
      />
      <ConfirmDialog
        title={t('network.task_force.end_title', { name: ending?.person_name ?? '' })}
        loses={<p>{t('network.task_force.end_loses', { name: ending?.person_name ?? '' })}</p>}
        confirmLabel={t('network.task_force.end')}
        open={ending !== null}
        onClose={() => setEnding(null)}
        onConfirm={async () => {
          if (!ending) return;
          await endTaskForceSeat({
            path: { id: ending.id },
            body: { ends_on: today },
            headers: ifVersion(ending),
          });
          await queries.invalidateQueries({ queryKey: taskForceQuery.queryKey });
        }}
      />
      {seating && <TaskForceSeatDialog onClose={() => setSeating(false)} />}
    </>
  );
}
