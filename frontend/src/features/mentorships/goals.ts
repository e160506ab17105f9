// The order in which goals are read: what is overdue, what is due, what has no day, then what is over.
import type { GoalView } from '../../gen';

type Ordered = Pick<GoalView, 'state' | 'due_on' | 'overdue'>;

const OVER = { open: 0, done: 1, dropped: 2 } as const;
const NO_DAY = '9999';

export function goalsInOrder<Goal extends Ordered>(goals: readonly Goal[]): Goal[] {
  return goals
    .map((goal, at) => ({ goal, at }))
    .sort(
      (a, b) =>
        OVER[a.goal.state] - OVER[b.goal.state] ||
        (a.goal.due_on ?? NO_DAY).localeCompare(b.goal.due_on ?? NO_DAY) ||
        a.at - b.at,
    )
    .map(({ goal }) => goal);
}
