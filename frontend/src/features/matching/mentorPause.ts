// A mentor takes nobody new for a while. The mentor and a coordinator may both have the page open: each change here ends as it was
// meant, however it stood before.
import { type MentorPause, pauseMentor, resumeMentor } from '../../gen';
import { ApiProblem } from '../../shared/api/problem';

const isRefusal = (error: unknown) => error instanceof ApiProblem && error.status === 409;

/** Pauses from now on, until the day; a pause that lasts already gets the new day. */
export async function pauseUntil(id: string, until: string | null): Promise<MentorPause> {
  const pause = async () => (await pauseMentor({ path: { id }, body: { until } })).data;
  try {
    return await pause();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // Whoever pauses already has to come back first; whoever may not pause is refused here again, with the reason.
    await resumeMentor({ path: { id } }).catch(() => undefined);
    return pause();
  }
}

/** Ends the pause; for whoever does not pause, nothing changes. */
export async function takeAgain(id: string): Promise<MentorPause> {
  try {
    return (await resumeMentor({ path: { id } })).data;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { enrolment_id: id, paused: false, paused_since: null, paused_until: null };
  }
}
