import { expect, test } from 'vitest';
import type { ReachedPerson } from '../../gen';
import { found, MOST_NAMED, named, turned } from './picking';

const people = (n: number): ReachedPerson[] =>
  Array.from({ length: n }, (_, at) => ({
    person_id: `p${at}`,
    person_name: at === 0 ? 'Ángela Ruiz' : `Person ${at}`,
    region_name: null,
  }));

test('the fewer are named', () => {
  const all = people(5);
  expect(named(all, new Set())).toEqual({});
  expect(named(null, new Set())).toEqual({});
  expect(named(null, new Set(['p1']))).toBeNull();
  expect(named(all, new Set(['gone']))).toEqual({});
  expect(named(all, new Set(['p1']))).toEqual({ without_people: ['p1'] });
  expect(named(all, turned(new Set(), all.slice(1), false))).toEqual({ only_people: ['p0'] });
});

test('nobody, and more than can be named, cannot be asked for', () => {
  const all = people(2 * MOST_NAMED + 2);
  expect(named(all, turned(new Set(), all, false))).toBeNull();
  expect(named(all, turned(new Set(), all.slice(0, MOST_NAMED + 1), false))).toBeNull();
  expect(named(all, turned(new Set(), all.slice(0, MOST_NAMED), false))).not.toBeNull();
});

test('names are found without their accents, and turned on again', () => {
  const all = people(3);
  expect(found(all, ' ruiz angela ')).toEqual([all[0]]);
  expect(found(all, undefined)).toBe(all);
  expect([...turned(new Set(['p1', 'p2']), [all[1] as ReachedPerson], true)]).toEqual(['p2']);
});
