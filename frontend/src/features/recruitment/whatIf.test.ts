// What a committee asks 'what if' about goes into the address and comes back the same.
import { expect, test } from 'vitest';
import { askedWeights, fieldsOf, wholeWithin } from './whatIf';

const weights = [
  { criterion_id: '1', code: 'experience', weight: 40, opening_weight: 40 },
  { criterion_id: '2', code: 'leadership', weight: 30, opening_weight: 30 },
];

test('only what differs is asked for', () => {
  expect(askedWeights(weights, { experience: '40', leadership: '30' })).toBeUndefined();
  expect(askedWeights(weights, {})).toBeUndefined();
  expect(askedWeights(weights, { experience: '50', leadership: '30' })).toBe('experience:50');
  expect(askedWeights(weights, { experience: '0', leadership: '5' })).toBe(
    'experience:0,leadership:5',
  );
});

test.each(['', '101', '-1', '4.5', 'many', ' '])('%j is no weight yet', (text) => {
  expect(askedWeights(weights, { experience: text })).toBeNull();
});

test('all weights at nothing rank nobody', () => {
  expect(askedWeights(weights, { experience: '0', leadership: '0' })).toBeNull();
});

test('the address fills the fields, and the opening the rest', () => {
  expect(fieldsOf(weights, 'leadership:5')).toEqual({ experience: '40', leadership: '5' });
  expect(fieldsOf(weights, undefined)).toEqual({ experience: '40', leadership: '30' });
  expect(askedWeights(weights, fieldsOf(weights, 'leadership:5'))).toBe('leadership:5');
});

test('seats are whole and within bounds', () => {
  expect(wholeWithin('2', 1, 50)).toBe(2);
  expect(wholeWithin('0', 1, 50)).toBeNull();
  expect(wholeWithin('51', 1, 50)).toBeNull();
});
