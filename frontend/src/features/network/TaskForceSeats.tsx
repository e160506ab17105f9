// The seats of the task force: those that are held, those to come, those that have ended.
import type { TaskForceSeatView } from '../../gen';
import { todayInUtc } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import styles from './TaskForceSeats.module.css';

interface TaskForceSeatsProps {
  seats: readonly TaskForceSeatView[];
  /** Why seats cannot be changed. */
  off: string | undefined;
  onChange: (seat: TaskForceSeatView) => void;
  onEnd: (seat: TaskForceSeatView) => void;
}

const RANK = { current: 0, to_come: 1, ended: 2 };

export function TaskForceSeats({ seats, off, onChange, onEnd }: TaskForceSeatsProps) {
  const t = useT();
  const dates = useDates();
  const today = todayInUtc();
  const state = (seat: TaskForceSeatView) =>
    seat.current ? 'current' : seat.starts_on > today ? 'to_come' : 'ended';
  const inOrder = [...seats].sort(
    (a, b) => RANK[state(a)] - RANK[state(b)] || a.ends_on.localeCompare(b.ends_on),
  );
  return (
    <DataTable
      caption={t('network.task_force.seats')}
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
          id: 'votes',
          header: t('network.task_force.votes'),
          cell: (seat) => t(`network.task_force.votes_${seat.votes ? 'yes' : 'no'}`),
        },
        {
          id: 'from',
          header: t('network.term_starts'),
          cell: (seat) => <span className={styles.date}>{dates.date(seat.starts_on)}</span>,
        },
        {
          id: 'until',
          header: t('network.term_ends'),
          cell: (seat) => <span className={styles.date}>{dates.date(seat.ends_on)}</span>,
        },
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
              <span className={styles.acts}>
                <Button
                  small
                  disabledReason={off}
                  reasonHidden
                  labelSuffix={`, ${seat.person_name}`}
                  onPress={() => onChange(seat)}
                >
                  {t('network.task_force.change')}
                </Button>
                <Button
                  small
                  tone="quiet"
                  disabledReason={off}
                  reasonHidden
                  labelSuffix={`, ${seat.person_name}`}
                  onPress={() => onEnd(seat)}
                >
                  {t('network.task_force.end_short')}
                </Button>
              </span>
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
  );
}
