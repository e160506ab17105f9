// What the form holds and what the API takes say the same.
import { expect, test } from 'vitest';
import { asBody, asValues, resourceSchema } from './resource';

test('a new resource is begun in the language of the writer', () => {
  expect(asValues(undefined, 'es')).toMatchObject({ language: 'es', topics: '', review_by: null });
});

test('topics become a list, an empty link none', () => {
  const values = { ...asValues(undefined, 'en'), topics: ' goal setting, , first meeting ' };
  expect(asBody(values)).toMatchObject({ topics: ['goal setting', 'first meeting'], link: null });
});

test('a link has a scheme that a browser opens', () => {
  const values = { ...asValues(undefined, 'en'), title: 'A', summary: 'B' };
  expect(resourceSchema.safeParse(values).success).toBe(true);
  expect(resourceSchema.safeParse({ ...values, link: 'javascript:alert(1)' }).success).toBe(false);
  expect(resourceSchema.safeParse({ ...values, link: 'https://ala.example/x' }).success).toBe(true);
});
