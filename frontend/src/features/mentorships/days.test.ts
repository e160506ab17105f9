// Days a person may choose from never go past what the program allows.
import { expect, test } from 'vitest';
import { extendMost, extensions, pauseUntilMost } from './days';

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
