// Which rounds can be asked or kept, and who can be kept apart.
// @vitest-environment node
import { expect, test } from 'vitest';
import type { RoundView } from '../../gen';
import { idIn, othersOf } from './exclusions';
import { keepable, keeping } from './keep';
import { roundToAsk } from './waitlist';

const round = (id: string, change: Partial<RoundView> = {}): RoundView => ({
  ...({ state: 'ready', region_id: null, matched: 3, rematch_of_enrolment_id: null } as RoundView),
  id,
  ...change,
});
const ID = '0199a3c2-5b7e-7c41-9d20-3f6a8b1e4d55';

test('the newest open round that looks after the region is asked', () => {
  const rounds = [
    round('rematch', { rematch_of_enrolment_id: 'e' }),
    round('elsewhere', { region_id: 'south' }),
    round('published', { state: 'published' }),
    round('north', { region_id: 'north' }),
    round('nation'),
  ];
  expect(roundToAsk(rounds, 'north')?.id).toBe('north');
  expect(roundToAsk(rounds, 'west')?.id).toBe('nation');
  expect(roundToAsk(rounds.slice(0, 3), 'west')).toBeUndefined();
});

test('pairs of solved rounds of many can be kept, and points go with a round only', () => {
  const rounds = [
    round('ready'),
    round('published', { state: 'published' }),
    round('running', { state: 'running' }),
    round('nobody', { matched: 0 }),
    round('rematch', { rematch_of_enrolment_id: 'e' }),
  ];
  expect(keepable(rounds).map(({ id }) => id)).toEqual(['ready', 'published']);
  expect(keeping({ keep_from_round_id: null, keep_points: '10' })).toEqual({});
  expect(keeping({ keep_from_round_id: 'r', keep_points: '0' })).toEqual({
    keep_from_round_id: 'r',
    keep_points: 0,
  });
});

test('an id is found alone and in the address of a page', () => {
  expect(idIn(` ${ID.toUpperCase()} `)).toBe(ID);
  expect(idIn(`https://perennial.example/people/${ID}?tab=roles`)).toBe(ID);
  expect(idIn('Ana Flores')).toBeUndefined();
  expect(idIn('')).toBeUndefined();
});

test('those one has met are each named once, without oneself', () => {
  const pair = (mentor: string, mentee: string) => ({
    mentor_id: mentor,
    mentor_name: `M ${mentor}`,
    mentee_id: mentee,
    mentee_name: `M ${mentee}`,
  });
  const others = othersOf([pair('b', 'me'), pair('a', 'me'), pair('b', 'me')], 'me');
  expect(others.map(({ id }) => id)).toEqual(['a', 'b']);
});
