// One goal: what, until when, how it stands; for the two also done, a note, other words.

import { type GoalView, noteGoalProgress } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge, StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { cx } from '../../shared/ui/classNames';
import { pairingChanged } from './data';
import styles from './Goals.module.css';
import { useAct } from './useAct';
import { GOAL_TONES } from './words';

interface GoalLineProps {
  goal: GoalView;
  mine: boolean;
  onChange: () => void;
  onHistory: () => void;
}

export function GoalLine({ goal, mine, onChange, onHistory }: GoalLineProps) {
  const t = useT();
  const dates = useDates();
  const { id, pairing_id, title, state, due_on, overdue, last_progress_at } = goal;
  const path = { id };
  const refresh = () => pairingChanged(pairing_id);
  const finish = useAct({
    run: () => noteGoalProgress({ path, body: { state: 'done' } }),
    undo: () => noteGoalProgress({ path, body: { state: 'open' } }),
    refresh,
    done: t('mentorships.goal.is_done', { title }),
  });
  const reopen = useAct({
    run: () => noteGoalProgress({ path, body: { state: 'open' } }),
    refresh,
    done: t('mentorships.goal.is_open', { title }),
  });
  const of = `: ${title}`;
  return (
    <li className={styles.goal}>
      <div>
        <h3 className={cx(styles.title, state !== 'open' && styles.over)}>{title}</h3>
        <p className={styles.about}>
          {state !== 'open' && (
            <StateBadge
              state={state}
              label={t(`mentorships.goal.state.${state}`)}
              tones={GOAL_TONES}
            />
          )}
          {overdue && <Badge tone="danger">{t('mentorships.goal.overdue')}</Badge>}
          {due_on && <span>{t('mentorships.goal.due', { day: dates.date(due_on) })}</span>}
          {last_progress_at && (
            <span>{t('mentorships.goal.last', { day: dates.day(last_progress_at) })}</span>
          )}
        </p>
      </div>
      <div className={styles.acts}>
        {mine && state === 'open' && (
          <Button small labelSuffix={of} pending={finish.isPending} onPress={() => finish.mutate()}>
            {t('mentorships.goal.finish')}
          </Button>
        )}
        {mine && state !== 'open' && (
          <Button small labelSuffix={of} pending={reopen.isPending} onPress={() => reopen.mutate()}>
            {t('mentorships.goal.reopen')}
          </Button>
        )}
        <Button small tone={mine ? 'quiet' : 'secondary'} labelSuffix={of} onPress={onHistory}>
          {t(mine ? 'mentorships.goal.progress' : 'mentorships.goal.history')}
        </Button>
        {mine && state === 'open' && (
          <Button small tone="quiet" labelSuffix={of} onPress={onChange}>
            {t('mentorships.goal.change')}
          </Button>
        )}
      </div>
    </li>
  );
}
