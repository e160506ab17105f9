// What is written in a zone is the moment that is meant, on both sides of a change of the clocks.
import { expect, test } from 'vitest';
import { momentOf, shownIn } from './times';

test.each([
  ['2027-03-09T14:00', 'America/New_York', '2027-03-09T19:00:00.000Z'],
  ['2027-07-09T14:00', 'America/New_York', '2027-07-09T18:00:00.000Z'],
  // The clocks go forward at two in the morning of March 14.
  ['2027-03-14T01:30', 'America/New_York', '2027-03-14T06:30:00.000Z'],
  ['2027-03-14T03:30', 'America/New_York', '2027-03-14T07:30:00.000Z'],
  ['2027-03-14T23:30', 'Pacific/Honolulu', '2027-03-15T09:30:00.000Z'],
  ['2027-01-01T00:15', 'Pacific/Guam', '2026-12-31T14:15:00.000Z'],
])('%s in %s', (local, zone, moment) => {
  expect(momentOf(local, zone)).toBe(moment);
  expect(shownIn(moment, zone)).toBe(local);
});
