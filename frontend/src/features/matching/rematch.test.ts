// Why nobody new was found, in words that the screen has; and why nobody can be looked for at all.
// @vitest-environment node
import { expect, test } from 'vitest';
import type { EnrolmentView } from '../../gen';
import { ApiProblem } from '../../shared/api/problem';
import { inWords, nobodyBecause, notFree } from './rematch';

const refused = (code: string, status = 409) =>
  new ApiProblem(
    {
      title: 'Conflict',
      detail: 'No.',
      request_id: 'r1',
      errors: [{ pointer: '', code, detail: 'No.' }],
    },
    status,
  );

test('a known reason is known, and nothing else is taken for one', () => {
  expect(nobodyBecause(refused('all_eligible_full'))).toBe('all_eligible_full');
  expect(nobodyBecause(refused('no_eligible_mentee'))).toBe('no_eligible_mentee');
  expect(nobodyBecause(refused('something_newer'))).toBeUndefined();
  expect(nobodyBecause(refused('all_eligible_full', 422))).toBeUndefined();
  expect(nobodyBecause(new Error('off'))).toBeUndefined();
});

test('other words keep what the problem is quoted by', () => {
  const told = inWords(refused('all_eligible_full'), 'Todos están completos.');
  expect(told).toMatchObject({ status: 409, requestId: 'r1', detail: 'Todos están completos.' });
});

test('whoever is held, full or not ready cannot be looked for', () => {
  const enrolment = { role: 'mentee', seats_held: 0, capacity: 1, not_ready: [] };
  const why = (change: object) => notFree({ ...enrolment, ...change } as unknown as EnrolmentView);
  expect(why({})).toBeUndefined();
  expect(why({ seats_held: 1 })).toBe('mentee_held');
  expect(why({ role: 'mentor', seats_held: 1 })).toBe('mentor_full');
  expect(why({ role: 'mentor', seats_held: 1, capacity: 2 })).toBeUndefined();
  expect(why({ not_ready: [{ code: 'orientation' }] })).toBe('not_ready');
});
