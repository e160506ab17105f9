// Days a person may choose from: months that end where the month does, never past what the program allows.
import { expect, test } from 'vitest';
import { addDays, addMonths, daysBetween, extendMost, extensions, pauseUntilMost } from './days';

test.each([
  ['2027-01-31', 1, '2027-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2027-11-15', 3, '2028-02-15'],
  ['2027-03-01', 24, '2029-03-01'],
])('%s and %i months is %s', (day, months, then) => {
  expect(addMonths(day, months)).toBe(then);
});

test('days go over the ends of months and years', () => {
  expect(addDays('2027-12-30', 3)).toBe('2028-01-02');
  expect(daysBetween('2027-12-30', '2028-01-02')).toBe(3);
});

test('a pause is for half a year at most, and never beyond the end of the pairing', () => {
  expect(pauseUntilMost('2027-01-01', '2029-01-01')).toBe('2027-06-30');
  expect(pauseUntilMost('2027-01-01', '2027-03-01')).toBe('2027-03-01');
});

test('one extends by one, three or six months, as far as two years after the beginning', () => {
  const ways = (started: string, ends: string) =>
    extensions(started, ends).map(({ months, ends_on }) => [months, ends_on]);
  expect(ways('2027-01-01', '2027-07-01')).toEqual([
    [1, '2027-08-01'],
    [3, '2027-10-01'],
    [6, '2028-01-01'],
  ]);
  expect(extendMost('2027-01-01')).toBe('2029-01-01');
  expect(ways('2027-01-01', '2028-10-01')).toEqual([
    [1, '2028-11-01'],
    [3, '2029-01-01'],
  ]);
  expect(ways('2027-01-01', '2029-01-01')).toEqual([]);
});
