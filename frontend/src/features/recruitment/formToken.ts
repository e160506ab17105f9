// The token that a public form sends along: drawn when the page opens, and drawn anew when it has grown old. Somebody whose
// browser fills everything in at once is not refused: the form then waits for them.
import { useQuery } from '@tanstack/react-query';
import { type OpenedForm, openApplicationForm } from '../../gen';
import { ApiProblem } from '../../shared/api/problem';

const HOUR = 3_600_000;
/** The server counts whole seconds. */
const SLACK = 1000;

const wait = (ms: number) =>
  new Promise((wake) => {
    setTimeout(wake, ms);
  });

/** What the server says about the token, when that is what it refuses. */
function refusalOf(error: unknown): string | null {
  if (!(error instanceof ApiProblem)) return null;
  return error.fields.find(({ pointer }) => pointer === '/form_token')?.code ?? null;
}

export function useFormToken(openingId: string) {
  const { data, dataUpdatedAt, refetch } = useQuery({
    queryKey: ['form-token', openingId],
    queryFn: async ({ signal }) =>
      (await openApplicationForm({ path: { id: openingId }, signal })).data,
    staleTime: HOUR,
    refetchInterval: HOUR,
  });

  async function drawn(): Promise<OpenedForm> {
    const again = await refetch({ throwOnError: true });
    if (!again.data) throw again.error;
    return again.data;
  }

  /** Sends with the token once it is old enough, and a second time with a new one when this one has grown too old. */
  return async function send<T>(post: (token: string) => Promise<T>): Promise<T> {
    const opened = data ?? (await drawn());
    const ready = (data ? dataUpdatedAt : Date.now()) + opened.wait_seconds * 1000 + SLACK;
    if (ready > Date.now()) await wait(ready - Date.now());
    try {
      return await post(opened.form_token);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      const other = refusal === 'too_soon' ? opened : await drawn();
      await wait(other.wait_seconds * 1000 + SLACK);
      return post(other.form_token);
    }
  };
}
