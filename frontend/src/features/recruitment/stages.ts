// The columns of the board: how far an application is on its way from the form to the decision.
import type { ApplicationBrief, InterviewStage } from '../../gen';

export const STAGES = ['submitted', 'in_review', 'interview', 'offered', 'decided'] as const;
export type Stage = (typeof STAGES)[number];

type Placed = Pick<ApplicationBrief, 'state' | 'interview'>;

/** Whoever has an interview that is not called off is past the reading, while nobody has decided. */
export function stageOf({ state, interview }: Placed): Stage {
  if (state === 'submitted' || state === 'offered') return state;
  if (state !== 'in_review') return 'decided';
  return interview && interview.stage !== 'cancelled' ? 'interview' : 'in_review';
}

/** The way of an interview; what was missed waits for somebody, before what is over. */
const ORDER: readonly InterviewStage[] = [
  'invited',
  'booked',
  'missed',
  'held',
  'scored',
  'cancelled',
];

const place = ({ interview }: Placed) => (interview ? ORDER.indexOf(interview.stage) : -1);

/** The applications of one stage in the order of its cards: interviews by how far they are, all others as they came. */
export function inStage<T extends Placed>(applications: readonly T[], stage: Stage): T[] {
  const here = applications.filter((application) => stageOf(application) === stage);
  return stage === 'interview' ? here.sort((a, b) => place(a) - place(b)) : here;
}
