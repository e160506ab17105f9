// What an application holds and how it is checked, for the public form and for the draft behind a mailed link.
import { z } from '../../shared/form/schema';

export const TEXT = 10_000;
export const CONFLICT = 2000;

const line = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(TEXT));

export const emailField = z.string().check(z.trim(), z.email(), z.maxLength(254));

export const refereeFields = { name: line, email: emailField, relation: line };

export const applicantFields = {
  name: line,
  institution: line,
  experience: text,
  leadership: text,
  commitment: text,
  conflict_of_interest: z.string().check(z.maxLength(CONFLICT)),
  references: z.array(z.object(refereeFields)),
};

export interface Referee {
  name: string;
  email: string;
  relation: string;
}

/** As many referees as the opening asks for, those named so far first. */
export function refereesFor(asked: number, named: readonly Referee[] = []): Referee[] {
  return Array.from({ length: asked }, (_, at) => {
    const { name = '', email = '', relation = '' } = named[at] ?? {};
    return { name, email, relation };
  });
}

export const nothingWritten = {
  name: '',
  institution: '',
  experience: '',
  leadership: '',
  commitment: '',
  conflict_of_interest: '',
};
