// Who sees which parts of a pairing's page.
import { expect, test } from 'vitest';
import { otherName, viewerOf } from './viewer';

const GREAT_LAKES = 'region-1';
const coordinator = { role: 'coordinator', scope_id: GREAT_LAKES } as const;

test('one of the two is of the pair, whatever else they are', () => {
  expect(viewerOf({ my_side: 'mentor', region_id: GREAT_LAKES }, [coordinator])).toBe('pair');
});

test('only the coordinator of the responsible region coordinates it', () => {
  const pairing = { my_side: null, region_id: GREAT_LAKES };
  expect(viewerOf(pairing, [coordinator])).toBe('coordinator');
  expect(viewerOf({ ...pairing, region_id: 'region-2' }, [coordinator])).toBe('overseer');
  expect(viewerOf(pairing, [{ role: 'mentor', scope_id: GREAT_LAKES }])).toBe('overseer');
  expect(viewerOf(pairing, [{ role: 'task_force', scope_id: null }])).toBe('overseer');
});

test('the other is the other', () => {
  const names = { mentor_name: 'Ana', mentee_name: 'Ben' } as const;
  expect(otherName({ ...names, my_side: 'mentor' } as never)).toBe('Ben');
  expect(otherName({ ...names, my_side: 'mentee' } as never)).toBe('Ana');
});
