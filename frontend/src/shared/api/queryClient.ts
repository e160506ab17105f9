// How answers are kept: fresh for half a minute, asked again when the failure may pass, gone when the session ends.
import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem';
import { onSessionChange, sessionState } from './session';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && error instanceof ApiProblem && error.passing,
    },
    mutations: { retry: false },
  },
});

onSessionChange(() => {
  if (sessionState() === 'signed_out') queryClient.clear();
});
