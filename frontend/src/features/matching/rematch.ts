// Somebody new for one person: what the server refuses said in the language of the screen, and what is read anew afterwards.
import type { QueryClient } from '@tanstack/react-query';
import type { EnrolmentRole, EnrolmentView } from '../../gen';
import { ApiProblem } from '../../shared/api/problem';

/** For whom somebody is looked for. */
export interface Wanting {
  enrolment_id: string;
  cycle_id: string;
  name: string;
  role: EnrolmentRole;
}

const KNOWN = ['all_eligible_full', 'no_eligible_mentor', 'no_eligible_mentee'] as const;
type Known = (typeof KNOWN)[number];

/** Which message says why nobody was found; undefined for everything else that the server refuses. */
export function nobodyBecause(error: unknown): Known | undefined {
  if (!(error instanceof ApiProblem) || error.status !== 409) return undefined;
  return KNOWN.find((known) => error.fields.some(({ code }) => code === known));
}

/** The same refusal with other words. */
export const inWords = ({ status, type, title, requestId }: ApiProblem, detail: string) =>
  new ApiProblem({ type, title, detail, request_id: requestId }, status);

/** Why nobody new can be looked for at all. */
export function notFree({ role, seats_held, capacity, not_ready }: EnrolmentView) {
  if (not_ready.length > 0) return 'not_ready';
  if (role === 'mentee') return seats_held > 0 ? 'mentee_held' : undefined;
  return seats_held >= capacity ? 'mentor_full' : undefined;
}

/** A proposal came or went: whoever waits, whoever is asked and every round of the cycle may be others now. */
export const pairsChanged = (queries: QueryClient, { cycle_id, enrolment_id }: Wanting) =>
  Promise.all(
    [
      ['waitlist', cycle_id],
      ['rounds', cycle_id],
      ['enrolments', cycle_id],
      ['enrolment', enrolment_id],
      ['dashboard'],
    ].map((queryKey) => queries.invalidateQueries({ queryKey })),
  );
