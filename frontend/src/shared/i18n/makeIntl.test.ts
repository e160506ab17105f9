// What a language makes of messages, dates, figures and lists.
// @vitest-environment node
import { parse } from '@formatjs/icu-messageformat-parser';
import { expect, test, vi } from 'vitest';
import { makeIntl } from './makeIntl';

const messages = {
  save: 'Save',
  days: parse('{count, plural, one {# day} other {# days}} for {name}'),
  share: parse('{share, number, percent}'),
};
const reported = vi.fn();
const english = makeIntl('en', messages, reported);
const spanish = makeIntl('es', messages, reported);

test('plain texts are said as they stand, others with their values', () => {
  expect(english.formatMessage({ id: 'save' }, { unused: 1 })).toBe('Save');
  expect(english.formatMessage({ id: 'days' }, { count: 1, name: 'Ana' })).toBe('1 day for Ana');
  expect(spanish.formatMessage({ id: 'days' }, { count: 12345, name: 'Ana' })).toBe(
    '12.345 days for Ana',
  );
  expect(english.formatMessage({ id: 'share' }, { share: 0.25 })).toBe('25%');
});

test('a missing message or value is reported, and its id stands in', () => {
  expect(english.formatMessage({ id: 'nothing' })).toBe('nothing');
  expect(english.formatMessage({ id: 'days' }, { count: 1 })).toBe('days');
  expect(reported).toHaveBeenCalledTimes(2);
});

test('dates, figures, lists and distances are worded as the language does', () => {
  const options = { dateStyle: 'medium', timeZone: 'UTC' } as const;
  expect(english.formatDate('2026-03-01', options)).toBe('Mar 1, 2026');
  expect(spanish.formatDate('2026-03-01', options)).toBe('1 mar 2026');
  expect(english.formatDate('soon')).toBe('soon');
  expect(spanish.formatNumber(1234.5, { minimumFractionDigits: 2 })).toBe('1234,50');
  expect(spanish.formatList(['Ana', 'Luz'], { type: 'conjunction' })).toBe('Ana y Luz');
  expect(english.formatRelativeTime(1, 'day', { numeric: 'auto' })).toBe('tomorrow');
});
