// A figure is put into the words that it deserves, at the edges too.
import { expect, test } from 'vitest';
import type { AgreementFigures } from '../../gen';
import { bandOf, readingOf } from './agreement';

test.each([
  [0.01, 'low'],
  [0.4999, 'low'],
  [0.5, 'moderate'],
  [0.75, 'good'],
  [0.9, 'very_good'],
  [1, 'very_good'],
])('%d is %s', (value, band) => {
  expect(bandOf(value)).toBe(band);
});

const figures = (value: number | null, reason: 'too_few_scores' | null = null) =>
  ({ one_reviewer: { value, undefined: reason } }) as AgreementFigures;

test('no agreement is not called a small one', () => {
  expect(readingOf(figures(0))).toEqual({ kind: 'none', value: 0 });
  expect(readingOf(figures(-0.3))).toEqual({ kind: 'none', value: -0.3 });
});

test('what cannot be computed says why', () => {
  expect(readingOf(figures(null, 'too_few_scores'))).toEqual({
    kind: 'undefined',
    reason: 'too_few_scores',
  });
});

test('a share of the differences has its band', () => {
  expect(readingOf(figures(0.42))).toEqual({ kind: 'share', value: 0.42, band: 'low' });
});
