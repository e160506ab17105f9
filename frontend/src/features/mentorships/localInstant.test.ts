import { expect, test } from 'vitest';
import { instantOf, localOf } from './localInstant';

test.each([
  ['2027-01-15T14:00', 'America/Chicago', '2027-01-15T20:00:00.000Z'],
  ['2027-07-15T14:00', 'America/Chicago', '2027-07-15T19:00:00.000Z'],
  ['2027-07-15T00:30', 'Pacific/Guam', '2027-07-14T14:30:00.000Z'],
  ['2027-03-14T01:30', 'America/Chicago', '2027-03-14T07:30:00.000Z'],
  ['2027-03-14T03:30', 'America/Chicago', '2027-03-14T08:30:00.000Z'],
  ['2027-11-07T03:30', 'America/Chicago', '2027-11-07T09:30:00.000Z'],
])('%s in %s is %s, and back', (local, zone, instant) => {
  expect(instantOf(local, zone)).toBe(instant);
  expect(localOf(instant, zone)).toBe(local);
});

test('an hour that the clocks leave out is still an instant', () => {
  expect(instantOf('2027-03-14T02:30', 'America/Chicago')).toMatch(/^2027-03-14T0[78]:30:00/);
});
