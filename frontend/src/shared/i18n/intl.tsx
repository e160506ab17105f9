// Gives the tree its language: `useIntl()` is what a component words dates, figures and lists with; messages come by `useT()`.
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type IntlShape, type Messages, makeIntl } from './makeIntl';

const Spoken = createContext<IntlShape | null>(null);

interface Props {
  locale: string;
  messages: Messages;
  /** What becomes of a missing message or a wrong value; thrown unless told otherwise. */
  onError?: (error: Error) => void;
  children: ReactNode;
}

export function IntlProvider({ locale, messages, onError = raise, children }: Props) {
  const intl = useMemo(() => makeIntl(locale, messages, onError), [locale, messages, onError]);
  return <Spoken value={intl}>{children}</Spoken>;
}

export function useIntl(): IntlShape {
  const intl = useContext(Spoken);
  if (!intl) throw new Error('useIntl() stands outside of <IntlProvider>.');
  return intl;
}

function raise(error: Error): never {
  throw error;
}
