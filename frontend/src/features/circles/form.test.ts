// The form for forming circles refuses sizes that contradict each other, and sends numbers.
import { expect, test } from 'vitest';
import { formSchema, NATION, startOf } from './form';

const values = {
  region_id: NATION,
  size_least: '4',
  size_most: '8',
  mentors_per_circle: '2',
} as const;

test('the smallest size is not above the largest', () => {
  expect(formSchema.safeParse(values).success).toBe(true);
  const { error } = formSchema.safeParse({ ...values, size_least: '7', size_most: '5' });
  expect(error?.issues).toMatchObject([{ path: ['size_most'], message: 'circles.form.sizes' }]);
});

test('the nation is no region', () => {
  expect(startOf(values)).toEqual({ size_least: 4, size_most: 8, mentors_per_circle: 2 });
  expect(startOf({ ...values, region_id: 'r1' })).toMatchObject({ region_id: 'r1' });
});
