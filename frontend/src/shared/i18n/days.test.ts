// Days go over the ends of months and years; a month that is too short ends with its last day.
// @vitest-environment node
import { expect, test, vi } from 'vitest';
import { addDays, addMonths, daysBetween, todayIn, todayInUtc } from './days';

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

test('today is another day elsewhere', () => {
  vi.useFakeTimers({ now: new Date('2027-03-01T03:00:00Z') });
  expect(todayInUtc()).toBe('2027-03-01');
  expect(todayIn('America/Los_Angeles')).toBe('2027-02-28');
  vi.useRealTimers();
});
