// What the form for forming circles holds, and how it becomes what the API takes.

import type { CreateCircleRound } from '../../gen';
import { z } from '../../shared/form/schema';

export const NATION = 'nation';
export const SIZES = ['4', '5', '6', '7', '8'] as const;

export const formSchema = z
  .object({
    region_id: z.string().check(z.minLength(1)),
    size_least: z.enum(SIZES),
    size_most: z.enum(SIZES),
    mentors_per_circle: z.enum(['1', '2']),
  })
  .check(
    z.refine(({ size_least, size_most }) => size_least <= size_most, {
      path: ['size_most'],
      error: 'circles.form.sizes',
    }),
  );

export const startOf = (values: z.infer<typeof formSchema>): CreateCircleRound => ({
  ...(values.region_id === NATION ? {} : { region_id: values.region_id }),
  size_least: Number(values.size_least),
  size_most: Number(values.size_most),
  mentors_per_circle: Number(values.mentors_per_circle),
});
