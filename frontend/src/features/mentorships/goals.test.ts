// Open goals stand first, the most pressing at the top; what is over stands below.
import { expect, test } from 'vitest';
import { goalsInOrder } from './goals';

const goal = (name: string, state: 'open' | 'done' | 'dropped', due_on: string | null) => ({
  name,
  state,
  due_on,
  overdue: false,
});

test('open by day, without a day after them, then reached, then given up', () => {
  const order = goalsInOrder([
    goal('given up', 'dropped', '2027-01-01'),
    goal('reached', 'done', null),
    goal('some day', 'open', null),
    goal('in June', 'open', '2027-06-01'),
    goal('another day', 'open', null),
    goal('in May', 'open', '2027-05-01'),
  ]).map(({ name }) => name);
  expect(order).toEqual(['in May', 'in June', 'some day', 'another day', 'reached', 'given up']);
});
