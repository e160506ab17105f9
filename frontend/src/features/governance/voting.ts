// How one votes, and when one may.
import type { DecisionDetail, VoteChoice } from '../../gen';

export const CHOICES = ['yes', 'no', 'abstain'] as const satisfies readonly VoteChoice[];

/** Why the reader cannot vote now; undefined when they can. `begins` is when the meeting starts that it is put to. */
export function hindrance(
  decision: Pick<DecisionDetail, 'closes_at' | 'secret' | 'voted'>,
  begins: string | undefined,
  now: number,
): 'secret' | 'not_begun' | 'over' | undefined {
  if (decision.secret && decision.voted) return 'secret';
  if (begins !== undefined && Date.parse(begins) > now) return 'not_begun';
  if (decision.closes_at && Date.parse(decision.closes_at) <= now) return 'over';
  return undefined;
}

/** Whether everybody has voted in writing, or the time to vote is over: until then it cannot be closed. */
export const mayClose = (
  { closes_at, votes_cast }: Pick<DecisionDetail, 'closes_at' | 'votes_cast'>,
  voting: number,
  now: number,
) => !closes_at || Date.parse(closes_at) <= now || votes_cast >= voting;
