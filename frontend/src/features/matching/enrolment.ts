// What the enrolment form holds, and how it becomes what the API takes.
import type { CareerStage, EnrolmentRole, EnrolmentView, Setting } from '../../gen';
import { z } from '../../shared/form/schema';

/** Languages spoken most in American homes come first; whoever has another keeps it. */
export const LANGUAGES = 'en es zh tl vi ar fr ko pt hi ru ht de pl ja it'.split(' ');

const choice = <Value extends string>() =>
  z.custom<Value>((value) => typeof value === 'string' && value !== '', 'form.required');

export const schema = z.object({
  person_id: z.nullish(z.string()),
  role: choice<EnrolmentRole>(),
  capacity: z.string().check(z.regex(/^([1-9]|10)$/, 'matching.enrol.capacity_range')),
  setting: choice<Setting>(),
  career_stage: choice<CareerStage>(),
  years_of_experience: z
    .string()
    .check(z.trim(), z.regex(/^([0-6]?\d|70)$/, 'matching.enrol.years_range')),
  interests: z.array(z.string()).check(z.maxLength(20, 'matching.topics.many')),
  goals: z.array(z.string()).check(z.maxLength(20, 'matching.topics.many')),
  languages: z.array(z.string()).check(z.minLength(1, 'form.required')),
});
export type EnrolmentValues = z.infer<typeof schema>;

export function asValues(enrolment: EnrolmentView): EnrolmentValues {
  return {
    ...enrolment,
    capacity: String(enrolment.capacity),
    years_of_experience: String(enrolment.years_of_experience),
  };
}

/** What both a new and a changed enrolment send. */
export function asChange(values: EnrolmentValues) {
  const { setting, career_stage, interests, goals, languages, role } = values;
  const capacity = role === 'mentor' ? Number(values.capacity) : 1;
  const years_of_experience = Number(values.years_of_experience);
  return { setting, career_stage, interests, goals, languages, capacity, years_of_experience };
}
