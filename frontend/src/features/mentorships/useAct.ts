// One press, one act: what it did is said, what failed is said, and what shows it is read anew.
import { useMutation } from '@tanstack/react-query';
import { notify } from '../../shared/ui/notify';

interface Act<Input> {
  run: (input: Input) => Promise<unknown>;
  /** What is read anew before the act counts as done. */
  refresh: () => Promise<unknown>;
  /** What was done, in words. */
  done: string | ((input: Input) => string);
  undo?: (input: Input) => Promise<unknown>;
}

export function useAct<Input = void>({ run, refresh, done, undo }: Act<Input>) {
  const takeBack = async (input: Input) => {
    try {
      await undo?.(input);
      await refresh();
    } catch (error) {
      notify({ tone: 'problem', error });
    }
  };
  return useMutation({
    mutationFn: run,
    onSuccess: async (_answer, input) => {
      await refresh();
      notify({
        tone: 'done',
        text: typeof done === 'string' ? done : done(input),
        ...(undo ? { undo: () => void takeBack(input) } : {}),
      });
    },
    onError: (error) => {
      notify({ tone: 'problem', error });
      // What was shown is no longer so, perhaps.
      void refresh();
    },
  });
}
