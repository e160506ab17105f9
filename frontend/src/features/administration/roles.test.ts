// A scope of a form is what the API takes.
import { expect, test } from 'vitest';
import { asScope, ROLES, scopesOf } from './roles';

test('the network has no id, everything else has one', () => {
  expect(asScope('network')).toEqual({ scope_kind: 'network', scope_id: null });
  expect(asScope('region 01a2')).toEqual({ scope_kind: 'region', scope_id: '01a2' });
});

test('every role can be granted somewhere, and only those who oversee all of it never in a region', () => {
  expect(ROLES.filter((role) => scopesOf(role).length === 0)).toEqual([]);
  const everywhere = ROLES.filter((role) => !scopesOf(role).includes('region'));
  expect(everywhere).toEqual(['task_force', 'evaluator', 'partner', 'admin']);
});
