// Does what the API offers for a thing of the dashboard, says so, and reads the dashboard anew.
import { useMutation } from '@tanstack/react-query';
import type { TodayAction } from '../../gen';
import { client } from '../../gen/client.gen';
import { queryClient } from '../../shared/api/queryClient';
import { notify } from '../../shared/ui/notify';

export const follow = async (action: TodayAction, body?: object): Promise<unknown> => {
  const { data } = await client.post({
    url: action.href,
    ...(body ? { body, headers: { 'Content-Type': 'application/json' } } : {}),
  });
  return data;
};

/** What was shown anywhere may be another now. */
export const everythingChanged = () => queryClient.invalidateQueries();

export function useStep(action: TodayAction, done: string | ((body?: object) => string)) {
  return useMutation({
    mutationFn: (body?: object) => follow(action, body),
    onSuccess: async (_answer, body) => {
      await everythingChanged();
      notify({ tone: 'done', text: typeof done === 'string' ? done : done(body) });
    },
    onError: (error) => {
      notify({ tone: 'problem', error });
      // Somebody else may have done it.
      void everythingChanged();
    },
  });
}
