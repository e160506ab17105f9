// Who waits for a mentor: how the list is read, and which round can be asked whom somebody could be freed from.
import type { RoundView, WaitingMentee } from '../../gen';
import { listRounds, listWaitlist } from '../../gen';
import { everyPage } from '../../shared/api/everyPage';
import type { Wanting } from './rematch';

const LATEST_ROUNDS = 50;

/** The newest round that is open to questions and looks after the mentee's region. */
export function roundToAsk(rounds: readonly RoundView[], region_id: string): RoundView | undefined {
  return rounds.find(
    (round) =>
      round.state === 'ready' &&
      round.rematch_of_enrolment_id === null &&
      (round.region_id === null || round.region_id === region_id),
  );
}

export async function readRoundToAsk(cycle: string, region: string, signal: AbortSignal) {
  const query = { limit: LATEST_ROUNDS };
  const { items } = (await listRounds({ path: { id: cycle }, query, signal })).data;
  return roundToAsk(items, region) ?? null;
}

/** The place of one person in the list, or null when they do not wait. */
export async function findWaiting(cycle: string, person: string, signal: AbortSignal) {
  const all = await everyPage((query) => listWaitlist({ path: { id: cycle }, query, signal }));
  return all.find(({ mentee }) => mentee.person_id === person) ?? null;
}

export const wantingOf = ({ mentee }: WaitingMentee, cycle_id: string): Wanting => ({
  enrolment_id: mentee.enrolment_id,
  cycle_id,
  name: mentee.name,
  role: 'mentee',
});
