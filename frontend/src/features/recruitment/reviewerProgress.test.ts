// A reviewer is called hard or soft only when there is enough to say so, and is found however the name is typed.
import { expect, test } from 'vitest';
import { markingOf, matching } from './reviewerProgress';

const severity = (difference: number, scores: number) => ({
  mean: 3,
  others_mean: 3 - difference,
  difference,
  scores,
  applications: 4,
});

test.each([
  [severity(-0.5, 12), 'harder'],
  [severity(-0.49, 40), 'like_others'],
  [severity(0.5, 40), 'softer'],
  [severity(-3, 11), 'too_few'],
  [null, 'none'],
])('%j is %s', (given, expected) => {
  expect(markingOf(given)).toBe(expected);
});

const people = [
  { reviewer_name: 'Íñigo Pérez', email: 'inigo@lib.example' },
  { reviewer_name: 'Ravi Menon', email: 'ravi@lake.example' },
];

test.each([
  ['', ['Íñigo Pérez', 'Ravi Menon']],
  ['inigo perez', ['Íñigo Pérez']],
  ['MENON lake', ['Ravi Menon']],
  ['lib lake', []],
])('%s finds %j', (words, found) => {
  expect(matching(people, words).map(({ reviewer_name }) => reviewer_name)).toEqual(found);
});
