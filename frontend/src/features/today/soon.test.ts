// A month on is the same day, or that month's last.
import { expect, test } from 'vitest';
import { monthsOn } from './soon';

test.each([
  ['2027-03-01', 3, '2027-06-01'],
  ['2027-11-30', 3, '2028-02-29'],
  ['2027-12-31', 1, '2028-01-31'],
])('%s and %i months is %s', (day, months, then) => {
  expect(monthsOn(day, months)).toBe(then);
});
