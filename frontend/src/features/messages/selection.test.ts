import { expect, test } from 'vitest';
import { asked, NOBODY_YET } from './selection';

test('people enrolled are asked for once the cycle is known', () => {
  expect(asked(NOBODY_YET)).toBeNull();
  expect(asked({ ...NOBODY_YET, cycle_id: 'c', ready: 'no', matching: 'waiting' })).toEqual({
    of: 'enrolments',
    cycle_id: 'c',
    ready: false,
    matching: 'waiting',
  });
});

test('what was chosen of the other list is left out', () => {
  const both = { ...NOBODY_YET, matching: 'waiting', health: 'stalled', no_meeting_days: '30' };
  expect(asked({ ...both, of: 'pairings' as const })).toEqual({
    of: 'pairings',
    health: 'stalled',
    no_meeting_days: 30,
  });
  expect(asked({ ...both, of: 'pairings' as const, no_meeting_days: 'x' })).toBeNull();
});
