// What is written for a value and what is sent are the same figure.
import { expect, test } from 'vitest';
import { asValue, asWritten } from './figures';

test('shares are written in percent, with a point or a comma', () => {
  expect(asValue('share', '87,5')).toBe(0.875);
  expect(asValue('share', ' 90 ')).toBe(0.9);
  expect(asWritten('share', 0.07)).toBe('7');
  expect(asWritten('share', 0.875)).toBe('87.5');
});

test('counts and days are written as they are', () => {
  expect(asValue('count', '12')).toBe(12);
  expect(asWritten('days', 2.5)).toBe('2.5');
  expect(asWritten('count', null)).toBe('');
});
