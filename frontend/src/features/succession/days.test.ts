import { expect, test } from 'vitest';
import { placeOf, quarters } from './days';

test('a day outside stands at the edge', () => {
  expect(placeOf('2026-01-06', '2026-01-01', '2026-01-11')).toBe(0.5);
  expect(placeOf('2025-01-01', '2026-01-01', '2026-01-11')).toBe(0);
  expect(placeOf('2027-01-01', '2026-01-01', '2026-01-11')).toBe(1);
});

test('the marks are the firsts of quarters after the first day', () => {
  expect(quarters('2026-11-25', '2027-11-25')).toEqual([
    '2027-01-01',
    '2027-04-01',
    '2027-07-01',
    '2027-10-01',
  ]);
});
