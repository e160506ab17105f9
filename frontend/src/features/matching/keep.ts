// Which earlier pairs a new round prefers, and by how much.
import type { CreateRound, RoundView } from '../../gen';
import { z } from '../../shared/form/schema';

const USUAL_POINTS = '10';

export const keepFields = {
  keep_from_round_id: z.nullish(z.string()),
  keep_points: z.string().check(z.regex(/^(\d{1,3}|1000)$/, 'matching.keep.range')),
};

export const keepDefaults = { keep_from_round_id: null, keep_points: USUAL_POINTS };

interface Kept {
  keep_from_round_id?: string | null | undefined;
  keep_points: string;
}

/** What the new round is told: nothing where no earlier pairs are preferred. */
export function keeping({ keep_from_round_id, keep_points }: Kept): Partial<CreateRound> {
  return keep_from_round_id ? { keep_from_round_id, keep_points: Number(keep_points) } : {};
}

/** Rounds whose pairs can be preferred: solved ones of many people that made any pairs. */
export const keepable = (rounds: readonly RoundView[]) =>
  rounds.filter(
    ({ state, matched, rematch_of_enrolment_id }) =>
      (state === 'ready' || state === 'published') &&
      matched > 0 &&
      rematch_of_enrolment_id === null,
  );
