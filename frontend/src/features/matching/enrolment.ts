// What the enrolment form holds, and how it becomes what the API takes.
import type { CareerStage, EnrolmentRole, EnrolmentView, Setting, WeeklyHours } from '../../gen';
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
  available_hours: z.array(z.custom<WeeklyHours>()),
  time_zone: z.nullish(z.string()),
});
export type EnrolmentValues = z.infer<typeof schema>;

/** What a draft has not answered stays open in the form. */
export function asValues(enrolment: EnrolmentView): Partial<EnrolmentValues> {
  const values: Partial<EnrolmentValues> = {
    ...enrolment,
    capacity: String(enrolment.capacity),
    years_of_experience: String(enrolment.years_of_experience),
    available_hours: enrolment.available_hours ?? [],
  };
  const open = (name: string) => enrolment.unanswered.includes(name);
  if (open('setting')) delete values.setting;
  if (open('career_stage')) delete values.career_stage;
  if (open('years_of_experience')) values.years_of_experience = '';
  return values;
}

/** What both a new and a changed enrolment send. */
export function asChange(values: EnrolmentValues) {
  const { setting, career_stage, interests, goals, languages, role, available_hours } = values;
  const capacity = role === 'mentor' ? Number(values.capacity) : 1;
  const years_of_experience = Number(values.years_of_experience);
  return {
    setting,
    career_stage,
    interests,
    goals,
    languages,
    capacity,
    years_of_experience,
    available_hours,
    ...(values.time_zone ? { time_zone: values.time_zone } : {}),
  };
}

/** What a draft sends: what is answered so far. */
export function asDraft(values: Partial<EnrolmentValues>) {
  const { setting, career_stage, languages = [], years_of_experience = '', role } = values;
  const years = years_of_experience.trim();
  return {
    interests: values.interests ?? [],
    goals: values.goals ?? [],
    available_hours: values.available_hours ?? [],
    capacity: role === 'mentor' ? Number(values.capacity ?? 1) : 1,
    ...(values.time_zone ? { time_zone: values.time_zone } : {}),
    ...(setting ? { setting } : {}),
    ...(career_stage ? { career_stage } : {}),
    ...(languages.length > 0 ? { languages } : {}),
    ...(/^\d+$/.test(years) ? { years_of_experience: Number(years) } : {}),
  };
}
