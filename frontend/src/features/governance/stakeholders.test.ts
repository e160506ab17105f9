// A list is narrowed by words, kind and owner; accents and capitals do not matter.
import { expect, test } from 'vitest';
import type { StakeholderView } from '../../gen';
import { ownersOf, shownOf } from './stakeholders';

const some = (name: string, rest: Partial<StakeholderView> = {}) =>
  ({ name, organisation: '', kind: 'expert', owner_id: null, ...rest }) as StakeholderView;

const all = [
  some('Juan Pérez', { organisation: 'University', owner_id: '2', owner_name: 'Theo' }),
  some('State Library', { kind: 'stakeholder', owner_id: '1', owner_name: 'Ana' }),
  some('Ruth', { organisation: 'School Librarians', owner_id: '2', owner_name: 'Theo' }),
];
const names = (wanted: Parameters<typeof shownOf>[1]) =>
  shownOf(all, wanted).map(({ name }) => name);

test('words are found in the name and the organisation', () => {
  expect(names({ q: 'perez' })).toEqual(['Juan Pérez']);
  expect(names({ q: 'LIBRAR' })).toEqual(['State Library', 'Ruth']);
  expect(names({ q: 'librar', kind: 'expert' })).toEqual(['Ruth']);
  expect(names({ owner: '2' })).toEqual(['Juan Pérez', 'Ruth']);
  expect(names({})).toHaveLength(3);
});

test('each owner is offered once, by name', () => {
  expect(ownersOf(all)).toEqual([
    { value: '1', label: 'Ana' },
    { value: '2', label: 'Theo' },
  ]);
});
