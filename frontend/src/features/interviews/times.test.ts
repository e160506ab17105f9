// Days are those of the reader's zone, on both sides of midnight and when clocks are turned.
import { expect, test } from 'vitest';
import { byDay, dayIn, zoneName } from './times';

const slots = [
  { starts_at: '2027-03-09T04:30:00Z' },
  { starts_at: '2027-03-09T05:30:00Z' },
  { starts_at: '2027-03-09T16:00:00Z' },
];

test('one moment falls on different days in different zones', () => {
  expect(dayIn('2027-03-09T04:30:00Z', 'America/New_York')).toBe('2027-03-08');
  expect(dayIn('2027-03-09T04:30:00Z', 'Pacific/Guam')).toBe('2027-03-09');
  expect(dayIn('2027-12-31T20:00:00Z', 'Pacific/Guam')).toBe('2028-01-01');
});

test('moments are grouped by the days of the zone, in their order', () => {
  const shape = (zone: string) => byDay(slots, zone).map(({ day, items }) => [day, items.length]);
  expect(shape('America/New_York')).toEqual([
    ['2027-03-08', 1],
    ['2027-03-09', 2],
  ]);
  expect(shape('America/Denver')).toEqual([
    ['2027-03-08', 2],
    ['2027-03-09', 1],
  ]);
  expect(byDay([], 'UTC')).toEqual([]);
});

test('a zone has the name it has at that moment', () => {
  expect(zoneName('America/Denver', 'en', '2027-03-09T16:00:00Z')).toBe('Mountain Standard Time');
  expect(zoneName('America/Denver', 'en', '2027-03-16T16:00:00Z')).toBe('Mountain Daylight Time');
});
