// A criterion's code is made from its words, and no two of an opening are the same.
import { expect, test } from 'vitest';
import { withCodes } from './criteria';

const codes = (labels: string[]) =>
  withCodes(labels.map((label) => ({ code: '', label }))).map(({ code }) => code);

test.each([
  [['Experience in mentoring'], ['experience_in_mentoring']],
  [['Año de servicio'], ['ano_de_servicio']],
  [['2 years or more'], ['c_2_years_or_more']],
  [
    ['愛', '愛'],
    ['criterion', 'criterion_2'],
  ],
  [
    ['Leads', 'Leads!', 'leads'],
    ['leads', 'leads_2', 'leads_3'],
  ],
])('%s', (labels, expected) => {
  expect(codes(labels)).toEqual(expected);
});

test('a code is at most forty characters, even when it needs a number', () => {
  const long = 'a'.repeat(60);
  const [first, second] = codes([long, long]);
  expect(first).toHaveLength(40);
  expect(second).toHaveLength(40);
  expect(second).not.toBe(first);
});

test('codes that are there already stay, whatever the words become', () => {
  expect(
    withCodes([
      { code: '', label: 'Leads' },
      { code: 'leads', label: 'Other words' },
    ]).map(({ code }) => code),
  ).toEqual(['leads_2', 'leads']);
});
